/** What every command takes: --json, --threads, --seed, --out; and how its values are read. */
import type { Command } from 'commander';
import { BadInput } from '../engine/badInput.ts';
import { defaultThreads } from '../engine/pool.ts';

export interface CommonOptions {
  readonly json?: boolean;
  readonly threads: number;
  readonly seed?: number;
  readonly out?: string;
}

const MOST_THREADS = 256;

/** 12, -0.5, .5, 1e-3; NaN for anything else: hexadecimal, octal and binary numbers are no decimal ones. */
function decimal(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
}

/** A reader of a whole-number option; its refusal names the option, the value and the range. */
export function wholeOption(option: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = decimal(text);
    if (!Number.isInteger(value) || value < min || value > max)
      throw new BadInput(
        `${option} is ${JSON.stringify(text)}; it must be a whole number from ${min} to ${max}.`,
      );
    return value;
  };
}

/** A reader of a finite-number option. */
export function numberOption(
  option: string,
  range: string,
  allowed: (value: number) => boolean,
): (text: string) => number {
  return (text) => {
    const value = decimal(text);
    if (!Number.isFinite(value) || !allowed(value))
      throw new BadInput(`${option} is ${JSON.stringify(text)}; it must be ${range}.`);
    return value;
  };
}

export function withCommonOptions(command: Command): Command {
  return command
    .option('--json', 'one JSON document on standard output and nothing else there')
    .option(
      '--threads <k>',
      'worker threads; results do not depend on it',
      wholeOption('--threads', 1, MOST_THREADS),
      defaultThreads(),
    )
    .option(
      '--seed <s>',
      'seed of all random numbers; overrides the file',
      wholeOption('--seed', 0, Number.MAX_SAFE_INTEGER),
    )
    .option('--out <dir>', 'folder for the run: manifest, tables, figures');
}
