/** bench/README.md, and the same on the terminal: figures of one run and how to read them. */
import { caseName } from './cases.ts';
import type { Machine } from './machine.ts';
import type { Entry } from './race.ts';
import { type Measured, makeTable, type OnNode, type Row } from './table.ts';
import { TRAPS } from './traps.ts';

export interface Report {
  readonly machine: Machine;
  readonly versions: readonly string[];
  readonly absent: readonly { readonly name: string; readonly reason: string }[];
  readonly rounds: number;
  readonly seconds: number;
  readonly races: readonly Measured[];
  readonly alone: readonly OnNode[];
}

export function writeReadme(report: Report): string {
  const { machine, versions, absent, rounds, seconds, races, alone } = report;
  return `${[
    '# Benchmarks',
    'Made by `npm run bench -- --write`; do not edit. `npm run bench -- --help` lists the options.',
    `One run on ${machine.date}: ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.platform}; ${[`Node ${process.versions.node}`, ...versions].join(', ')}. Medians of ${rounds} interleaved rounds of ${seconds} s, each contestant on one thread; smallest and largest round in brackets. Compare ratios: absolute times move with the machine.`,
    machine.load > 0.5
      ? `**The machine was busy before the run (load average ${machine.load.toFixed(1)}): other processes are in these figures.**`
      : '',
    absent.length === 0
      ? ''
      : `Not here: ${absent.map(({ name, reason }) => `${name} (${reason})`).join('; ')}.`,
    '## What was asked, and what was measured',
    grid(
      ['', 'at least', 'aim', 'measured', ''],
      makeTable(races, alone).map((r: Row) => [r.what, r.atLeast, r.aim, r.measured, r.verdict]),
    ),
    ...races.map(section),
    ...alone.map(oursAlone),
    TRAPS,
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

function section({ case: c, entries }: Measured): string {
  const unit = c.kind === 'sampler' ? 'ns per sample' : 'ns per particle-step';
  const title =
    c.kind === 'sampler'
      ? `Sampler: symmetric stable, α = ${c.alpha}, ${c.dtype}`
      : `Whole Euler step: ${c.model} network, d = ${c.dim}${c.model === 'tanh' ? `, B = ${c.points}` : ''}, N = ${c.particles}, ${c.dtype}`;
  const base = entries.find((e) => e.ours !== undefined && e.ns !== undefined);
  const sorted = entries.toSorted((a, b) => (a.ns ?? Infinity) - (b.ns ?? Infinity));
  const rows = sorted.map((e) => [e.name, e.style, ...figures(e, base)]);
  const ratio = base === undefined ? 'ratio' : `time / ${base.name}`;
  return `## ${title}\n\n${grid(['', 'style', unit, ratio], rows)}`;
}

function figures(e: Entry, base: Entry | undefined): string[] {
  if (e.ns === undefined) return [`failed: ${e.fault}`, ''];
  const spread = `${digits(e.ns)} (${digits(e.low!)}–${digits(e.high!)})`;
  return [spread, base?.ns === undefined ? '' : `${digits(e.ns / base.ns)}×`];
}

function oursAlone({ node, cost, step, efficiency, memory, verifySeconds }: OnNode): string {
  const rows = [
    ...cost.map((c) => [
      `tanh, d = ${c.dim}, N = ${c.particles}, activations ${c.kept ? 'kept' : 'recomputed'}`,
      `${digits(c.ns)} ns per particle-step`,
    ]),
    ...step.map((s) => [`${s.model}, d = 2, N = ${s.particles}`, `${digits(s.us)} µs per step`]),
    ...efficiency.map((e) => [
      `two threads, tanh, d = 10, N = ${e.particles}`,
      `efficiency ${digits(e.value)}`,
    ]),
  ];
  if (memory) {
    const text = `${digits(memory.peak / 1e6)} MB resident at most, ${digits(memory.bare / 1e6)} MB of it at N = 64`;
    rows.push([`memory, tanh, d = 2, N = ${memory.particles}`, text]);
  }
  if (verifySeconds !== undefined) rows.push(['verify --preset quick', `${digits(verifySeconds)} s`]);
  return `## Ours alone, Node ${node}\n\n${grid(['', ''], rows)}`;
}

function grid(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((c) => c.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function digits(v: number): string {
  return v >= 100 ? v.toFixed(0) : v >= 10 ? v.toFixed(1) : v.toFixed(2);
}

/** One line of a finished case. */
export function progressLine({ case: c, entries }: Measured): string {
  const each = entries.map((e) => `${e.name} ${e.ns === undefined ? `FAILED (${e.fault})` : digits(e.ns)}`);
  return `${caseName(c)}: ${each.join(', ')}`;
}
