/**
 * The second gate: tokens follow each other as in a formula, every name is known, every function has its number of
 * arguments, and nothing nests deeper than DEEPEST. Only then is the text given to mathjs, which so never sees a
 * name that is not the plan's own or on the list, an implicit product, a unit, or an unclosed parenthesis.
 */
import { FUNCTION_NAMES, FUNCTIONS } from './functions.ts';
import { refuse, type Source } from './refusal.ts';
import type { Token } from './tokens.ts';
import type { Scope } from './tree.ts';

/** Parentheses, signs, powers of powers and choices within each other, at most: no stack overflows. */
export const DEEPEST = 64;

interface Frame {
  readonly open: Token;
  /** The function whose arguments these are. */
  readonly of: Token | undefined;
  commas: number;
  /** `?` that wait for their `:`. */
  questions: number;
  /** Signs, powers and choices since the frame's start that nest to the right. */
  chain: number;
  choices: number;
}

function list(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** x1, x2, m1, a, pi and e; long runs of coordinates are shortened. */
function knownNames({ inputs, constants }: Scope): string {
  const names = inputs.flat();
  const shown = names.length <= 12 ? names : [...names.slice(0, 5), '…', ...names.slice(-5)];
  return list([...shown, ...constants.keys()]);
}

function isKnown({ inputs, constants }: Scope, name: string): boolean {
  return constants.has(name) || inputs.some((spellings) => spellings.includes(name));
}

const shown = (token: Token) => (token.kind === 'end' ? 'the end' : `"${token.text}"`);

/** @throws Error one sentence with position and reason */
export function checkGrammar(source: Source, tokens: readonly Token[], scope: Scope): void {
  const frames: Frame[] = [];
  const frame = (open: Token, of?: Token): Frame => ({
    ...{ open, of, commas: 0, questions: 0, chain: 0, choices: 0 },
  });
  const start = tokens[0];
  let top = frame(start);
  /** Levels of the frames below the top one. */
  let below = 0;
  let operand = true;
  const stop = (token: Token, reason: string): never => refuse(source, token.at, reason);
  const deepen = (token: Token) => {
    if (below + top.chain + top.choices + 1 > DEEPEST)
      stop(token, `parentheses, signs, powers and choices nest deeper than ${DEEPEST}`);
  };

  function checkName(token: Token, next: Token): void {
    const { text: name } = token;
    const known = FUNCTIONS.get(name);
    if (next.text === '(') {
      if (known === undefined)
        stop(
          token,
          isKnown(scope, name)
            ? `"${name}" is no function, and a product is written with *`
            : `"${name}" is no known function; there are ${FUNCTION_NAMES}`,
        );
    } else if (!isKnown(scope, name)) {
      stop(
        token,
        known !== undefined
          ? `"${name}" is a function and needs its argument in parentheses`
          : `"${name}" is no known name; there are ${knownNames(scope)}`,
      );
    }
  }

  function close(token: Token): void {
    if (frames.length === 0) stop(token, '")" closes nothing');
    if (top.questions > 0) stop(token, 'a choice "condition ? a : b" lacks its ":"');
    if (top.of !== undefined) {
      const { arity } = FUNCTIONS.get(top.of.text)!;
      if (arity !== top.commas + 1)
        stop(
          top.of,
          `"${top.of.text}" takes ${arity} argument${arity > 1 ? 's' : ''}, but has ${top.commas + 1}`,
        );
    }
    top = frames.pop()!;
    below -= top.chain + top.choices + 1;
  }

  function open(token: Token, of?: Token): void {
    deepen(token);
    below += top.chain + top.choices + 1;
    frames.push(top);
    top = frame(token, of);
  }

  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const { kind, text } = token;
    if (operand) {
      if (kind === 'name') {
        checkName(token, tokens[i + 1]);
        if (tokens[i + 1].text === '(') open(tokens[++i], token);
        else operand = false;
      } else if (kind === 'number') operand = false;
      else if (text === '(') open(token);
      else if (text === '-' || text === '+') {
        top.chain++;
        deepen(token);
      } else if (text === ')' && top.of !== undefined && tokens[i - 1] === top.open) {
        const { arity } = FUNCTIONS.get(top.of.text)!;
        stop(top.of, `"${top.of.text}" takes ${arity} argument${arity > 1 ? 's' : ''}, but has 0`);
      } else
        stop(
          token,
          token === start && kind === 'end'
            ? 'it is empty'
            : `a number, a name or "(" is expected, not ${shown(token)}`,
        );
      continue;
    }
    if (kind === 'number' || kind === 'name' || text === '(')
      stop(token, `an operator is missing before ${shown(token)}`);
    if (kind === 'end') {
      if (frames.length > 0) stop(top.open, '"(" is never closed');
      if (top.questions > 0) stop(token, 'a choice "condition ? a : b" lacks its ":"');
      return;
    }
    if (text === ')') {
      close(token);
      continue;
    }
    operand = true;
    if (text === '^') top.chain++;
    else top.chain = 0;
    if (text === '?') {
      top.questions++;
      top.choices++;
    } else if (text === ':') {
      if (top.questions === 0) stop(token, '":" belongs to a choice "condition ? a : b" only');
      top.questions--;
    } else if (text === ',') {
      if (top.of === undefined) stop(token, 'a comma stands between the arguments of a function only');
      if (top.questions > 0) stop(token, 'a choice "condition ? a : b" lacks its ":"');
      top.commas++;
      top.choices = 0;
    }
    deepen(token);
  }
}
