/**
 * What the tests hold, read from the tests themselves: for docs/verification.md and `npm run verification`.
 *
 * A gate is a test file: what it says first, how many planted faults it says that it was watched failing on (pieces between
 * semicolons, in any comment: at least so many), and its budget of false alarms, `N × r, …`: N comparisons that a true program
 * fails with probability r each, were its seed another. Oracles are read from where `verify` makes them.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PresetName } from '../src/studies/preset.ts';
import { presetStudies } from '../src/studies/presets.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface Gate {
  /** Path from the root. */
  readonly file: string;
  readonly what: string;
  readonly faults: number;
  /** [N, r] of its random comparisons. */
  readonly alarms: readonly (readonly [number, number])[];
}

/** Sentences of comments that name planted faults: up to the end of the paragraph. */
const FAULTS =
  /(?:[Ww]atched failing|[Ff]aults? planted|[Pp]lanted faults?)([\s\S]*?)(?=\n\s*\n|\bBudget of false alarms|$)/g;

/** The comments of a source text, each without its marks. */
function comments(text: string): string[] {
  const blocks = [...text.matchAll(/\/\*\*?([\s\S]*?)\*\//g)].map(([, inner]) =>
    inner.replace(/^\s*\* ?/gm, ''),
  );
  const lines = [...text.matchAll(/(?:^\s*\/\/.*\n)+/gm)].map(([run]) => run.replace(/^\s*\/\/ ?/gm, ''));
  return [...blocks, ...lines];
}

function firstSentence(text: string): string {
  const sentence = /^[\s\S]*?[.;](?=\s|$)/.exec(text.trim())?.[0] ?? text.trim();
  return sentence.replace(/\s+/g, ' ').replace(/[.;:]$/, '');
}

/** @param text the source of a test file */
export function gateOf(file: string, text: string): Gate {
  const header = /^\/\*\*([\s\S]*?)\*\//.exec(text)?.[1].replace(/^\s*\* ?/gm, '') ?? '';
  const own = firstSentence(header);
  const titles = [...text.matchAll(/^describe\(\s*'([^']+)'/gm)].map(([, title]) => title);
  const what = own === '' || /atched failing|aults? planted/.test(own) ? titles.slice(0, 4).join('; ') : own;
  const faults = comments(text)
    .flatMap((comment) => [...comment.matchAll(FAULTS)])
    .reduce((sum, [, named]) => sum + named.split(';').length, 0);
  const budget = /Budget of false alarms: ([^\n]+?)\.?\n/.exec(text)?.[1] ?? '';
  const alarms = [...budget.matchAll(/([\d.]+) × ([\d.]+(?:e-\d+)?)/g)].map(
    ([, count, rate]) => [Number(count), Number(rate)] as const,
  );
  return { file, what: what === '' ? 'examples, and the faults it names' : what, faults, alarms };
}

export function gates(): Gate[] {
  return globSync('test/**/*.test.ts', { cwd: ROOT })
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => gateOf(file, readFileSync(join(ROOT, file), 'utf8')));
}

/** An oracle of `verify`, with … for what differs between its instances. */
export interface OracleName {
  readonly id: string;
  readonly statement: string;
}

export function oracleNames(): OracleName[] {
  const files = [...globSync('src/studies/oracles/*.ts', { cwd: ROOT }), 'src/studies/verify.ts'].sort();
  const call =
    /\b(?:oracle|meanSquaredError|fieldOracle)\(\s*(?:'([^']+)'|`([^`]+)`),\s*(?:'([^'\n]+)'|`([^`]+)`|"([^"]+)"),\n/g;
  const plain = (text: string) => text.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…');
  return files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(call)].map(([, ...found]) => {
      const [id, statement] = found.filter((text) => text !== undefined).map(plain);
      return { id, statement };
    }),
  );
}

/** How many claims `verify` judges: one for every metric, exponent or study of a preset. */
export function claimCount(preset: PresetName): number {
  return presetStudies(preset, 1).reduce((sum, { study }) => {
    if (study.study === 'discretisation') return sum + (study.metrics?.length ?? 1);
    return sum + (study.study === 'minibatch' ? (study.exponents?.length ?? 1) : 1);
  }, 0);
}

/** The probability that a true program fails any random comparison of these gates, at most. */
export function falseAlarms(of: readonly Gate[]): number {
  return of.reduce((sum, { alarms }) => sum + alarms.reduce((s, [count, rate]) => s + count * rate, 0), 0);
}
