/** The contestant's side of the protocol for TypeScript rivals. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Case, Reply, Request, SamplerCase, StepCase } from '../protocol.ts';

/** Something that is run again and again: a buffer of samples, a step. */
export interface Repeated {
  once(): void;
  /** Samples or particle-steps of one run. */
  readonly items: number;
  /** The last samples, or the positions, particles × dim. */
  result(): Float64Array;
}

export interface Maker {
  readonly version: string;
  sampler(c: SamplerCase): Repeated;
  step(c: StepCase): Repeated;
}

export function readArray(path: string): Float64Array {
  const bytes = readFileSync(path);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

export async function answer(maker: Maker): Promise<void> {
  const make = (c: Case) => (c.kind === 'sampler' ? maker.sampler(c) : maker.step(c));
  let current: Repeated | undefined;
  let last = '';
  const reply = (request: Request): Reply => {
    if (request.op === 'check') {
      writeFileSync(request.out, check(request, make(request.case)));
      return { written: true };
    }
    const name = JSON.stringify(request.case);
    if (current === undefined || name !== last) {
      current = undefined;
      current = make(request.case);
      last = name;
    }
    return timing(current, request.seconds);
  };
  console.log(JSON.stringify({ ready: true, version: maker.version }));
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      console.log(JSON.stringify(reply(JSON.parse(line) as Request)));
    } catch (error) {
      console.log(JSON.stringify({ error: (error as Error).message }));
    }
  }
}

function check(request: Request & { op: 'check' }, repeated: Repeated): Float64Array {
  if (!('count' in request)) {
    for (let k = 0; k < request.steps; k++) repeated.once();
    return repeated.result();
  }
  const made = new Float64Array(request.count);
  for (let at = 0; at < made.length; at += repeated.items) {
    repeated.once();
    made.set(repeated.result().subarray(0, made.length - at), at);
  }
  return made;
}

function timing(repeated: Repeated, seconds: number): Reply {
  const start = performance.now();
  const busy = process.cpuUsage();
  let runs = 0;
  let elapsed = 0;
  do {
    repeated.once();
    runs++;
    elapsed = performance.now() - start;
  } while (elapsed < 1000 * seconds);
  const { user, system } = process.cpuUsage(busy);
  return { ns: (1e6 * elapsed) / (runs * repeated.items), share: (user + system) / 1000 / elapsed };
}
