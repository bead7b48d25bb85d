/** Runs the command line as a user does: another process, its output and its exit code. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function start(
  args: readonly string[],
  cwd: string,
): { child: ChildProcess; ended: Promise<Outcome> } {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<Outcome>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr })),
  );
  return { child, ended };
}

export function mckean(args: readonly string[], cwd: string): Promise<Outcome> {
  return start(args, cwd).ended;
}

/** A fresh folder with the given files; values that are no text are written as JSON. */
export function folder(files: Record<string, unknown> = {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'mckean-cli-'));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return dir;
}

/**
 * Runs a study with `--out <out>` and sends it `signal` after its first few replicas. A run that was quicker than
 * the signal is thrown away and tried again, so that what follows does not depend on timing.
 */
export async function stopMidway(
  args: readonly string[],
  cwd: string,
  { out, table, replicas, signal }: { out: string; table: string; replicas: number; signal: NodeJS.Signals },
): Promise<Outcome> {
  const path = join(cwd, out, 'tables', table);
  const lines = () => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0);
  for (;;) {
    const { child, ended } = start([...args, '--out', out], cwd);
    while (lines() < 4 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill(signal);
    const outcome = await ended;
    if (lines() < replicas) return outcome;
    rmSync(join(cwd, out), { recursive: true });
  }
}
