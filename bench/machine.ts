/** The machine and the versions that a figure belongs to. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

export interface NodeFound {
  readonly path: string;
  readonly version: string;
}

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
  /** Processes that wanted a core in the last minute, before the run. */
  readonly load: number;
  readonly date: string;
}

export function describeMachine(): Machine {
  return {
    processor: processorName(cpus()[0]?.model ?? 'unknown'),
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    load: loadavg()[0],
    platform: `${process.platform} ${process.arch}`,
    date: new Date().toISOString().slice(0, 10),
  };
}

/** Debian's own Python has its NumPy; another `python3` may come first in the path. */
export function findPython(): string {
  const candidates = ['/usr/bin/python3', 'python3'];
  return candidates.find((python) => succeeds(python, ['-c', 'import numpy'])) ?? 'python3';
}

/** Version of a Node executable. @throws Error when it does not run */
export function findNode(path: string): NodeFound {
  if (!existsSync(path)) throw new Error(`--node22 is ${path}; there is no such file.`);
  return { path, version: execFileSync(path, ['--version'], { encoding: 'utf8' }).trim().slice(1) };
}

function succeeds(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** CPU as Linux names it. */
function processorName(fallback: string): string {
  try {
    return /model name\s*: (.*)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? fallback;
  } catch {
    return fallback;
  }
}
