/**
 * A formula's text as tokens with their positions. The first gate: a character outside the grammar is refused here, so
 * that what goes further is made of numbers, names, operators, commas and parentheses only.
 */
import { refuse, type Source } from './refusal.ts';

export interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'end';
  readonly text: string;
  /** Number of its first character, from 1. */
  readonly at: number;
}

/** Characters of one formula, at most. */
export const MOST_CHARACTERS = 2000;

const PATTERNS: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /[ \t]+/y],
  ['number', /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['name', /[A-Za-z][A-Za-z0-9_]*/y],
  ['symbol', /<=|>=|==|!=|[-+*/^(),<>?:]/y],
];

/** What is wrong with a character that others allow. */
const REASONS: Record<string, string> = {
  '=': 'nothing is assigned in a formula',
  ';': 'a formula is one expression',
  '\n': 'a formula is one line',
  '[': 'lists and indices are not part of a formula; write x1, x2, … for coordinates',
  ']': 'lists and indices are not part of a formula',
  '{': 'objects are not part of a formula',
  '}': 'objects are not part of a formula',
  '"': 'texts are not part of a formula',
  "'": 'texts are not part of a formula',
  '`': 'texts are not part of a formula',
  '!': 'factorials and negations are not part of a formula',
  '%': 'remainders and percentages are not part of a formula',
  '.': 'a point belongs between the digits of a number only',
  '−': 'minus is written -',
  '×': 'a product is written *',
  '·': 'a product is written *',
};

function named(character: string): string {
  const code = character.codePointAt(0)!;
  return code > 32 && code < 127 ? `"${character}"` : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

export function tokensOf(source: Source): Token[] {
  const { field, text } = source;
  if (text.length > MOST_CHARACTERS)
    throw new Error(`${field} has ${text.length} characters; a formula has at most ${MOST_CHARACTERS}.`);
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const match = PATTERNS.map(([kind, pattern]) => {
      pattern.lastIndex = at;
      return { kind, text: pattern.exec(text)?.[0] };
    }).find((found) => found.text !== undefined);
    if (match?.text === undefined) {
      const character = String.fromCodePoint(text.codePointAt(at)!);
      const why = REASONS[character] ?? 'it is no part of a formula';
      return refuse(source, at + 1, `${named(character)} cannot stand here, ${why}`);
    }
    if (match.kind === 'number' && !Number.isFinite(Number(match.text)))
      refuse(source, at + 1, `${match.text} is larger than every float64 number`);
    if (match.kind !== 'space') tokens.push({ kind: match.kind, text: match.text, at: at + 1 });
    at += match.text.length;
  }
  tokens.push({ kind: 'end', text: '', at: text.length + 1 });
  return tokens;
}
