/**
 * How the driver talks to a contestant: a long-lived child process that reads one JSON request a line and
 * answers one JSON line, so that rivals can be interleaved and each keeps its warm state.
 *
 * Arrays go through files of raw float64: x0.bin (particles × dim), inputs.bin (points × dim) and
 * targets.bin in the case's folder; a check writes samples or positions to `out`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

export type Precision = 'float64' | 'float32';

export interface SamplerCase {
  readonly kind: 'sampler';
  readonly alpha: number;
  readonly dtype: Precision;
}

export interface StepCase {
  readonly kind: 'step';
  readonly model: 'tanh' | 'cosine';
  readonly dim: number;
  readonly points: number;
  readonly particles: number;
  readonly alpha: number;
  readonly dtype: Precision;
  /** η. */
  readonly step: number;
  /** σ: a step adds σ·η^{1/α}·X. */
  readonly scale: number;
  readonly folder: string;
}

export type Case = SamplerCase | StepCase;

/** check: make `count` samples, or take `steps` steps from x0, and write them; time: repeat for `seconds`. */
export type Request =
  | { readonly op: 'check'; readonly case: SamplerCase; readonly count: number; readonly out: string }
  | { readonly op: 'check'; readonly case: StepCase; readonly steps: number; readonly out: string }
  | { readonly op: 'time'; readonly case: Case; readonly seconds: number };

/** First line of a contestant: ready with its version, or absent with the reason. */
export type Greeting = { readonly ready: true; readonly version: string } | { readonly absent: string };

/** Answer to check, to time (ns per sample or particle-step), or what went wrong. */
export interface Reply {
  readonly written?: boolean;
  readonly ns?: number;
  /** Of a core that the process had while it was timed. */
  readonly share?: number;
  readonly error?: string;
}

/** One thread each, whatever library. */
const ONE_THREAD = Object.fromEntries(
  ['OMP', 'OPENBLAS', 'MKL', 'NUMBA', 'BLIS'].map((name) => [`${name}_NUM_THREADS`, '1']),
);

/** One rival in its process. */
export class Contestant {
  readonly #child: ChildProcess;
  readonly #lines: Interface;
  readonly #next: AsyncIterator<string>;
  #errors = '';

  private constructor(command: readonly string[]) {
    this.#child = spawn(command[0], command.slice(1), {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...ONE_THREAD, PYTHONDONTWRITEBYTECODE: '1' },
    });
    this.#child.on('error', (error: NodeJS.ErrnoException) => {
      this.#errors = error.code === 'ENOENT' ? `${command[0]} is not installed` : error.message;
    });
    this.#child.stdin!.on('error', () => {});
    this.#child.stderr!.on('data', (text) => {
      this.#errors = `${this.#errors}${text}`.slice(-2000);
    });
    this.#lines = createInterface({ input: this.#child.stdout! });
    this.#next = this.#lines[Symbol.asyncIterator]();
  }

  /** Starts a contestant; the greeting says whether it can compete here. */
  static async start(command: readonly string[]): Promise<{ contestant: Contestant; greeting: Greeting }> {
    const contestant = new Contestant(command);
    const line = await contestant.#read();
    if (line === undefined) return { contestant, greeting: { absent: contestant.#lastError() } };
    return { contestant, greeting: JSON.parse(line) as Greeting };
  }

  async ask(request: Request): Promise<Reply> {
    this.#child.stdin!.write(`${JSON.stringify(request)}\n`);
    const line = await this.#read();
    return line === undefined ? { error: this.#lastError() } : (JSON.parse(line) as Reply);
  }

  close(): void {
    this.#child.stdin!.end();
    this.#lines.close();
  }

  async #read(): Promise<string | undefined> {
    const { value, done } = await this.#next.next();
    return done === true ? undefined : value;
  }

  #lastError(): string {
    return this.#errors.trimEnd().split('\n').at(-1) || 'ended without a word';
  }
}
