/**
 * `npm run bench`: ours and its rivals in one run. The tables go to standard output (or one JSON document
 * with --json), progress to standard error.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Alone } from './alone.ts';
import { caseName, PARTICLES, samplerCase, stepCase, writeStart } from './cases.ts';
import { listRivals } from './contestants.ts';
import { describeMachine, findNode, findPython, type NodeFound } from './machine.ts';
import { compileNative } from './native.ts';
import { MODES } from './problem.ts';
import { type Case, Contestant } from './protocol.ts';
import { type Effort, type Racer, race } from './race.ts';
import { progressLine, type Report, writeReadme } from './readme.ts';
import { type Measured, makeTable, type OnNode } from './table.ts';

const HELP = `npm run bench -- [options]
  --json           one JSON document on standard output instead of tables
  --quick          short rounds, few of them, no large N: to see that everything runs
  --only A,B       only cases and rivals whose name contains one of these (ours always runs);
                   "alone" stands for the part without rivals
  --node22 PATH    a second Node to measure ours on
  --rounds N       rounds of a race, 11 unless told
  --no-verify      leave out the time of \`verify --preset quick\`
  --write          write bench/README.md
`;

function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

function readOptions<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    refuse((error as Error).message);
  }
}

const { values: options } = readOptions(() =>
  parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      rounds: { type: 'string', default: '11' },
      node22: { type: 'string' },
      'no-verify': { type: 'boolean', default: false },
    },
  }),
);
if (!(Number.isInteger(Number(options.rounds)) && Number(options.rounds) >= 1))
  refuse(`--rounds is ${options.rounds}; it must be a whole number, 1 or more.`);
if (options.write && (options.quick || options.only !== ''))
  refuse('--write goes with neither --quick nor --only: bench/README.md is one whole run.');
const effort: Effort = options.quick
  ? { rounds: 3, seconds: 0.05 }
  : { rounds: Number(options.rounds), seconds: 0.2 };
const wanted = options.only.split(',').filter((word) => word !== '');
const log = (line: string) => process.stderr.write(`${line}\n`);

if (options.help) process.stdout.write(HELP);
else await bench();

async function bench(): Promise<void> {
  const machine = describeMachine();
  const root = mkdtempSync(join(tmpdir(), 'mckean-bench-'));
  try {
    const running = { path: process.execPath, version: process.versions.node };
    const nodes = options.node22 === undefined ? [running] : [running, findNode(options.node22)];
    const cases = listCases(root);
    const rivals = cases.length === 0 ? [] : listRivals(nodes, findPython(), compileNative(root, log));
    const racers: Racer[] = [];
    const absent: { name: string; reason: string }[] = [];
    const versions: string[] = [];
    for (const rival of chosenRivals(rivals, cases)) {
      const reason = rival.absent ?? (await enter(rival, racers, versions));
      if (reason !== undefined) absent.push({ name: rival.name, reason });
    }
    const races: Measured[] = [];
    for (const c of cases) {
      if (c.kind === 'step') writeStart(c);
      races.push({ case: c, entries: await race(c, racers, effort, root) });
      log(progressLine(races.at(-1)!));
    }
    for (const { contestant } of racers) contestant.close();
    const alone =
      wanted.length === 0 || wanted.includes('alone') ? nodes.flatMap((n) => tryAlone(n, root)) : [];
    const report: Report = { machine, versions, absent, ...effort, races, alone };
    const readme = writeReadme(report);
    if (options.write) writeFileSync(join(import.meta.dirname, 'README.md'), readme);
    const json = () => `${JSON.stringify({ ...report, table: makeTable(races, alone) }, null, 2)}\n`;
    process.stdout.write(options.json ? json() : readme);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function listCases(root: string): Case[] {
  const precisions = ['float64', 'float32'] as const;
  const steps = (
    [
      ['tanh', [2, 10, 32]],
      ['cosine', [2, 10]],
    ] as const
  ).flatMap(([model, dims]) =>
    dims.flatMap((dim) => precisions.map((dtype) => stepCase(root, model, dim, dtype, PARTICLES))),
  );
  const all: Case[] = [...precisions.map(samplerCase), ...steps];
  if (wanted.length === 0) return all;
  if (wanted.every((word) => word === 'alone')) return [];
  const named = all.filter((c) => wanted.some((word) => caseName(c).includes(word)));
  return named.length > 0 ? named : all;
}

/** Without a name in --only that is a rival's, all; ours always, because the first of ours is the reference. */
function chosenRivals(rivals: ReturnType<typeof listRivals>, cases: readonly Case[]) {
  const entering = rivals.filter((r) => r.ours !== undefined || cases.some((c) => r.enters(c)));
  const matches = (r: { name: string }) => wanted.some((word) => r.name.includes(word));
  return entering.some(matches) ? entering.filter((r) => r.ours !== undefined || matches(r)) : entering;
}

/** Starts a rival; the reason when it cannot compete. */
async function enter(
  rival: ReturnType<typeof listRivals>[number],
  racers: Racer[],
  versions: string[],
): Promise<string | undefined> {
  const { contestant, greeting } = await Contestant.start(rival.command);
  if ('absent' in greeting) {
    contestant.close();
    return greeting.absent;
  }
  if (!rival.command[0].endsWith('node') && !versions.includes(greeting.version))
    versions.push(greeting.version);
  racers.push({ ...rival, contestant });
  return undefined;
}

/** Nothing for a Node on which it fails: what the races measured is not lost. */
function tryAlone(node: NodeFound, root: string): OnNode[] {
  try {
    return [measureAlone(node, root)];
  } catch (error) {
    log(`ours alone failed on Node ${node.version}: ${(error as Error).message}`);
    return [];
  }
}

/** Ours without rivals, in processes of their own. */
function measureAlone({ path, version }: NodeFound, root: string): OnNode {
  log(`ours alone, Node ${version}`);
  const run = (file: string, ...args: string[]) =>
    execFileSync(path, [join(import.meta.dirname, file), MODES[0], root, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const alone = JSON.parse(run('alone.ts', options.quick ? 'quick' : 'full')) as Alone;
  const particles = 1e7;
  const affordable = !options.quick && alone.cost.some((c) => c.particles === particles);
  const memory = affordable
    ? { particles, peak: Number(run('memory.ts', String(particles))), bare: Number(run('memory.ts', '64')) }
    : undefined;
  const verifySeconds = options['no-verify'] ? undefined : timeVerify(path, join(root, `verify-${version}`));
  return { node: version, ...alone, ...(memory && { memory }), ...(verifySeconds && { verifySeconds }) };
}

function timeVerify(node: string, out: string): number | undefined {
  const main = join(import.meta.dirname, '../src/cli/main.ts');
  const start = performance.now();
  const { status } = spawnSync(node, [main, 'verify', '--preset', 'quick', '--json', '--out', out], {
    stdio: 'ignore',
  });
  if (status === 0) return (performance.now() - start) / 1000;
  log(`verify --preset quick ended with code ${status}`);
  return undefined;
}
