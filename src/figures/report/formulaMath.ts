/** A user's formula as MathML: the tree that was read, with as few brackets as its reading needs. */
import type { Tree } from '../../models/formula/tree.ts';
import { abs, brackets, frac, mi, mn, mo, mtext, root, row, sub, sup, upright } from './mathml.ts';

const SIGNS: Record<string, string> = { '<=': '≤', '>=': '≥', '==': '=', '!=': '≠', '-': '−', '*': '·' };
const GREEK: Record<string, string> = { pi: 'π' };

/** How tightly a tree holds together: a sum less than a product, a product less than a power. */
function binding(tree: Tree): number {
  if (tree.kind === 'choice') return 0;
  if (tree.kind === 'negative' || (tree.kind === 'number' && tree.value < 0)) return 1;
  if (tree.kind !== 'arithmetic') return 4;
  return { '+': 1, '-': 1, '*': 2, '/': 4, '^': 3 }[tree.op];
}

export function formulaMath(tree: Tree): string {
  switch (tree.kind) {
    case 'number':
      return mn(tree.value);
    case 'name':
      return nameMath(tree.name);
    case 'negative':
      return row(mo('−'), within(tree.of, 2));
    case 'call':
      return callMath(tree.name, tree.of);
    case 'choice': {
      const { when, then, otherwise } = tree;
      const condition = row(formulaMath(when.left), sign(when.op), formulaMath(when.right));
      return row(formulaMath(then), mtext(' if '), condition, mtext(', else '), formulaMath(otherwise));
    }
    case 'arithmetic': {
      const { op, left, right } = tree;
      if (op === '/') return frac(formulaMath(left), formulaMath(right));
      if (op === '^')
        return sup(
          left.kind === 'call' ? brackets(formulaMath(left)) : within(left, 4, true),
          formulaMath(right),
        );
      const level = binding(tree);
      return row(
        left.kind === 'negative' ? formulaMath(left) : within(left, level),
        sign(op),
        within(right, level + 1),
      );
    }
  }
}

function within(tree: Tree, least: number, base = false): string {
  const open = binding(tree) < least || (base && tree.kind === 'arithmetic');
  return open ? brackets(formulaMath(tree)) : formulaMath(tree);
}

function sign(op: string): string {
  return mo(SIGNS[op] ?? op);
}

/** x1 is x with the index 1. */
function nameMath(name: string): string {
  const [, letters, digits] = /^([A-Za-z]+?)(\d*)$/.exec(name) ?? [undefined, name, ''];
  const letter = mi(GREEK[letters] ?? letters);
  return digits === '' ? letter : sub(letter, mn(digits));
}

function callMath(name: string, of: readonly Tree[]): string {
  const inside = of.map(formulaMath);
  if (name === 'exp') return sup(mi('e'), inside[0]);
  if (name === 'sqrt') return root(inside[0]);
  if (name === 'abs') return abs(inside[0]);
  return row(upright(name), brackets(inside.join(mo(','))));
}
