/** A tree as text: as few parentheses as its reading needs. */
import type { Tree } from './tree.ts';

const CHOICE = 0;
const SUM = 1;
const PRODUCT = 2;
const SIGN = 3;
const POWER = 4;
const ATOM = 5;

const BINDING = { '+': SUM, '-': SUM, '*': PRODUCT, '/': PRODUCT, '^': POWER } as const;

function binding(tree: Tree): number {
  switch (tree.kind) {
    case 'number':
      return tree.value < 0 ? SIGN : ATOM;
    case 'negative':
      return SIGN;
    case 'arithmetic':
      return BINDING[tree.op];
    case 'choice':
      return CHOICE;
    default:
      return ATOM;
  }
}

/** Characters of a text, at most: a derivative repeats parts of its formula, and may be very long. */
export const MOST_TEXT = 4000;

/** The formula, as `mckean explain` prints it; it reads back as the same tree. Cut with … after MOST_TEXT characters. */
export function formulaText(tree: Tree): string {
  let text = '';
  const write = (part: string) => {
    text += part;
  };

  function within(part: Tree, least: number): void {
    const open = binding(part) < least;
    if (open) write('(');
    put(part);
    if (open) write(')');
  }

  function put(part: Tree): void {
    if (text.length > MOST_TEXT) return;
    switch (part.kind) {
      case 'number':
        write(String(part.value));
        break;
      case 'name':
        write(part.name);
        break;
      case 'negative':
        write('-');
        within(part.of, POWER);
        break;
      case 'arithmetic': {
        const level = BINDING[part.op];
        within(part.left, part.op === '^' ? ATOM : level);
        write(part.op === '^' ? '^' : ` ${part.op} `);
        within(part.right, level + 1);
        break;
      }
      case 'call':
        write(`${part.name}(`);
        part.of.forEach((argument, i) => {
          if (i > 0) write(', ');
          put(argument);
        });
        write(')');
        break;
      case 'choice':
        within(part.when.left, SUM);
        write(` ${part.when.op} `);
        within(part.when.right, SUM);
        write(' ? ');
        within(part.then, SUM);
        write(' : ');
        put(part.otherwise);
        break;
    }
  }

  put(tree);
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
}
