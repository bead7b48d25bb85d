/**
 * One case, all contestants: each is checked, warmed up, and then timed in turn for several rounds, so that
 * whatever else the machine does hits all of them alike. The figure is the median over the rounds.
 */
import { noiseOfStep, positionFault, sampleFault } from './agreement.ts';
import { caseName, checkedParticles, stepCase, writeStart } from './cases.ts';
import type { Rival } from './contestants.ts';
import { median } from './median.ts';
import type { Case, Contestant, Reply, StepCase } from './protocol.ts';
import { readArray } from './rivals/answer.ts';

export interface Racer extends Rival {
  readonly contestant: Contestant;
}

/** A contestant's result in one case: nanoseconds per sample or particle-step, or why there are none. */
export interface Entry {
  readonly name: string;
  readonly style: string;
  readonly ours?: Rival['ours'];
  readonly ns?: number;
  /** Of every round. */
  readonly times?: readonly number[];
  readonly low?: number;
  readonly high?: number;
  /** Its result disagrees with ours, or it stopped. */
  readonly fault?: string;
}

export interface Effort {
  readonly rounds: number;
  /** Of one timing. */
  readonly seconds: number;
}

/** Long enough for V8 to optimise. */
const WARM_UP_SECONDS = 0.5;
/** A timing counts when the process had this share of a core; else it is repeated. */
const UNDISTURBED = 0.97;
const ATTEMPTS = 4;

export async function race(
  c: Case,
  racers: readonly Racer[],
  { rounds, seconds }: Effort,
  root: string,
): Promise<Entry[]> {
  const entered = racers.filter((racer) => racer.enters(c));
  const faults = new Map<Racer, string>();
  const timed = new Map<Racer, number[]>();
  const check = c.kind === 'sampler' ? undefined : await prepareStepCheck(c, racers[0], root);
  for (const racer of entered) {
    const fault = check ? await check(racer) : await checkSampler(c, racer, root);
    if (fault !== undefined) faults.set(racer, fault);
    else timed.set(racer, []);
  }
  for (let round = -1; round < rounds; round++) {
    for (const [racer, times] of timed) {
      const warmUp = round < 0;
      const span = warmUp ? Math.max(seconds, WARM_UP_SECONDS) : seconds;
      const { ns, error } = await timeUndisturbed(racer, c, span, warmUp ? 1 : ATTEMPTS);
      if (ns === undefined) {
        faults.set(racer, error ?? 'no time');
        timed.delete(racer);
      } else if (!warmUp) {
        times.push(ns);
      }
    }
  }
  return entered.map((racer) => {
    const { name, style, ours } = racer;
    const fault = faults.get(racer);
    if (fault !== undefined) return { name, style, ours, fault };
    const times = timed.get(racer)!;
    return { name, style, ours, ns: median(times), times, low: Math.min(...times), high: Math.max(...times) };
  });
}

/** Times once; again, a few times at most, when another process had the core. The least disturbed counts. */
async function timeUndisturbed(racer: Racer, c: Case, seconds: number, attempts: number): Promise<Reply> {
  let best: Reply = {};
  for (let k = 0; k < attempts; k++) {
    const reply = await racer.contestant.ask({ op: 'time', case: c, seconds });
    if (reply.ns === undefined) return reply;
    if ((reply.share ?? 1) > (best.share ?? 0)) best = reply;
    if ((reply.share ?? 1) >= UNDISTURBED) break;
  }
  return best;
}

async function checkSampler(c: Case, { contestant }: Racer, root: string): Promise<string | undefined> {
  if (c.kind !== 'sampler') throw new TypeError(`${caseName(c)} is not a sampler.`);
  const out = `${root}/samples.bin`;
  const { error } = await contestant.ask({ op: 'check', case: c, count: 1_000_000, out });
  return error ?? sampleFault(readArray(out));
}

/** Three steps without noise and one with it, against the reference's steps without noise. */
async function prepareStepCheck(c: StepCase, reference: Racer, root: string) {
  const small = stepCase(root, c.model, c.dim, c.dtype, checkedParticles(c.dim));
  writeStart(small);
  const out = `${root}/positions.bin`;
  const still = { ...small, step: 1, scale: 0 };
  const noisy = { ...small, step: 1, scale: 1 };
  const positions = async ({ contestant }: Racer, of: StepCase, steps: number) => {
    const { error } = await contestant.ask({ op: 'check', case: of, steps, out });
    if (error !== undefined) throw new Error(error);
    return readArray(out);
  };
  const exact = { ...still, dtype: 'float64' } as const;
  const after1 = await positions(reference, exact, 1);
  const after3 = await positions(reference, exact, 3);
  return async (racer: Racer): Promise<string | undefined> => {
    try {
      const fault = positionFault(await positions(racer, still, 3), after3, c.dtype);
      if (fault !== undefined) return fault;
      const noise = noiseOfStep(await positions(racer, noisy, 1), after1, noisy.step ** (1 / c.alpha));
      const wrong = sampleFault(noise);
      return wrong === undefined ? undefined : `noise of a step: ${wrong}`;
    } catch (error) {
      return (error as Error).message;
    }
  };
}
