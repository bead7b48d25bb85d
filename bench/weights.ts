/**
 * A user's layer of 5000 × 784 weights, end to end: `mckean tails --out`, then `mckean prune --method all --out`, each in its own
 * process; time, processor time and peak memory. npm run -s bench:weights
 *
 * The matrix is noise of Type II, α = 1.5, made by `mckean sample`. Bars: 30 s and 1 GB for both commands together.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
/** Runs in the measured process: what it used, as its last line on standard error. */
const METER =
  "process.on('exit', () => { const u = process.resourceUsage(); process.stderr.write('\\n' + JSON.stringify([u.maxRSS, u.userCPUTime + u.systemCPUTime])); });";

const folder = mkdtempSync(join(tmpdir(), 'mckean-weights-'));
try {
  const file = join(folder, 'weights.npy');
  measured(['sample', '--alpha', '1.5', '--type', 'II', '--dim', '784', '--count', '5000', '--file', file]);
  const runs = [
    ['tails', file, '--out', join(folder, 'tails')],
    ['prune', file, '--method', 'all', '--target', '0.1', '--squared', '--out', join(folder, 'prune')],
  ].map((words) => {
    const used = measured(words);
    const report = statSync(join(folder, words[0], 'report.html')).size / 1e6;
    say(
      `${words[0]}: ${used.wall.toFixed(1)} s (${used.processor.toFixed(1)} s of processor), peak ${used.megabytes.toFixed(0)} MB, report ${report.toFixed(1)} MB`,
    );
    return used;
  });
  const wall = runs.reduce((sum, used) => sum + used.wall, 0);
  const peak = Math.max(...runs.map((used) => used.megabytes));
  const met = wall < 30 && peak < 1000;
  say(
    `together ${wall.toFixed(1)} s (bar 30 s), peak ${peak.toFixed(0)} MB (bar 1000 MB): ${met ? 'met' : 'NOT met'}`,
  );
  process.exitCode = met ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

function measured(words: string[]): { wall: number; processor: number; megabytes: number } {
  const start = performance.now();
  const meter = `data:text/javascript,${encodeURIComponent(METER)}`;
  const { status, stderr } = spawnSync(process.execPath, ['--import', meter, MAIN, ...words], {
    encoding: 'utf8',
  });
  const wall = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`mckean ${words[0]} ended with ${status}: ${stderr}`);
  const [kibibytes, microseconds] = JSON.parse(stderr.trim().split('\n').at(-1)!) as [number, number];
  return { wall, processor: microseconds / 1e6, megabytes: (kibibytes * 1024) / 1e6 };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
