/** `await verify()`: every claim of the theory, measured, and every exactly known case. */
import { BadInput } from '../engine/badInput.ts';
import { evidenceFigures, rateFigures } from '../figures/runFigures.ts';
import { type Displayed, displayed } from '../results/display.ts';
import type { Table } from '../results/table.ts';
import { PRESETS, type PresetName } from '../studies/preset.ts';
import { memoryTable } from '../studies/replicas.ts';
import { type Verification, verify as verifyAll } from '../studies/verify.ts';
import type { Drawable } from './drawable.ts';
import { levelsTable, oraclesTable, ratesTable } from './rateTables.ts';
import { type CallOptions, working } from './work.ts';

/** Every claim measured, and every exactly known case checked. */
export interface VerifiedClaims extends Displayed, Drawable {
  /** One row per claim: theory, slope with its interval, verdict. */
  readonly claims: Table;
  /** One row per claim and level. */
  readonly levels: Table;
  /** One row per exactly known case. */
  readonly oracles: Table;
  /** Everything in full. */
  readonly verification: Verification;
  readonly elapsedSeconds: number;
}

/** Options of `verify`. */
export interface VerifyCall extends CallOptions {
  /** How much work: quick (well under a minute on two cores) unless told, standard or thorough. */
  readonly preset?: PresetName;
  /** 1 unless told. */
  readonly seed?: number;
}

/** Measures every claim. @throws BadInput for an unknown preset or seed; RunFailure; Interrupted */
export async function verify({
  preset = 'quick',
  seed = 1,
  ...call
}: VerifyCall = {}): Promise<VerifiedClaims> {
  if (!PRESETS.includes(preset))
    throw new BadInput(`preset is "${preset}"; it must be ${PRESETS.join(' or ')}.`);
  if (!Number.isInteger(seed) || seed < 0 || seed > Number.MAX_SAFE_INTEGER)
    throw new BadInput(`seed is ${seed}; it must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`);
  const verification = await working(call, ({ threads, signal, update }) =>
    verifyAll({ preset, seed, threads, signal, table: memoryTable, onProgress: update }),
  );
  const { claims, oracles, evidence, elapsedSeconds } = verification;
  const result = {
    claims: ratesTable(claims),
    levels: levelsTable(claims),
    oracles: oraclesTable(oracles),
    verification,
    elapsedSeconds,
    source: { call: 'verify', plan: { preset, seed }, seed },
    figures: () => [...rateFigures(claims), ...evidenceFigures(evidence)],
  };
  const consistent = claims.filter(({ verdict }) => verdict === 'consistent').length;
  const passed = oracles.filter(({ pass }) => pass).length;
  const about = `${consistent} of ${claims.length} claims consistent, ${passed} of ${oracles.length} exact checks passed`;
  const text = () => `${result.claims}\n\n${result.oracles}\n\n${about}`;
  return displayed(result, text, () => ({
    'text/plain': text(),
    'text/html': `${result.claims.toHtml()}\n${result.oracles.toHtml()}\n<p>${about}</p>`,
  }));
}
