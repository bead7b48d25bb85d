/**
 * Zod's issues as one sentence each: the field, the value given, the range allowed.
 */
import type { z } from 'zod';
import { BadInput } from './badInput.ts';

/** How a value looks in a sentence: JSON where it has one, cut to a readable length. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function at(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return value;
}

const NAMES: Record<string, string> = {
  number: 'a finite number',
  int: 'a whole number',
  string: 'a text',
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
};

function allowed(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith('must ')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${NAMES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.map(shown).join(' or ')}`;
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'must not be empty';
      return `must be ${issue.inclusive ? 'at least' : 'greater than'} ${issue.minimum}${issue.origin === 'array' || issue.origin === 'string' ? ' long' : ''}`;
    case 'too_big':
      return `must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${issue.origin === 'array' || issue.origin === 'string' ? ' long' : ''}`;
    default:
      return issue.message;
  }
}

/** The first issue as a sentence; the others would only distract. */
export function sentence(error: z.ZodError, input: unknown, what: string): string {
  return issueSentence(error.issues[0], input, what, []);
}

function issueSentence(
  issue: z.core.$ZodIssue,
  input: unknown,
  what: string,
  prefix: readonly PropertyKey[],
): string {
  const path = [...prefix, ...issue.path];
  const field = path.length > 0 ? path.map(String).join('.') : what;
  if (issue.code === 'unrecognized_keys') {
    const where = path.length > 0 ? ` in ${field}` : ` in the ${what}`;
    return `Unknown field ${issue.keys.map((k) => `"${k}"`).join(', ')}${where}; remove it or check its spelling.`;
  }
  if (issue.code === 'invalid_union') {
    const discriminator = issue.discriminator;
    if (discriminator !== undefined && issue.errors.length === 0) {
      const options = (issue as { options?: readonly unknown[] }).options;
      const named = [...path, discriminator];
      const name = issue.path.at(-1) === discriminator ? field : named.map(String).join('.');
      const value = at(input, issue.path.at(-1) === discriminator ? path : named);
      return `${name} is ${shown(value)}; it must be ${options ? options.map(shown).join(' or ') : 'one of the known names'}.`;
    }
    const best = issue.errors.reduce((a, b) => ((b[0]?.path.length ?? 0) > (a[0]?.path.length ?? 0) ? b : a));
    const wanted = issue.errors
      .map((e) => (e[0] ? allowed(e[0]).replace(/^must be /, '') : ''))
      .filter(Boolean);
    if (best[0] && best[0].path.length > 0) return issueSentence(best[0], input, what, path);
    return `${field} is ${shown(at(input, path))}; it must be ${[...new Set(wanted)].join(' or ')}.`;
  }
  return `${field} is ${shown(at(input, path))}; it ${allowed(issue)}.`;
}

/** Parses or throws a BadInput with one sentence. `what` names the document: "plan", "study". */
export function parseOrRefuse<T>(schema: z.ZodType<T>, input: unknown, what: string): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new BadInput(sentence(result.error, input, what));
}
