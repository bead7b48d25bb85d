/** The table of the issue: what was asked, what this run measured, reached or not. */
import type { Alone } from './alone.ts';
import { caseName } from './cases.ts';
import { median } from './median.ts';
import { MODES } from './problem.ts';
import type { Case } from './protocol.ts';
import type { Entry } from './race.ts';

export interface Measured {
  readonly case: Case;
  readonly entries: readonly Entry[];
}

/** Ours without rivals on one Node, in the first mode. */
export interface OnNode extends Alone {
  readonly node: string;
  /** Bytes resident at most at N particles, d = 2. */
  readonly memory?: { readonly particles: number; readonly peak: number; readonly bare: number };
  /** Wall time of `mckean verify --preset quick`. */
  readonly verifySeconds?: number;
}

export interface Row {
  readonly what: string;
  readonly atLeast: string;
  readonly aim: string;
  readonly measured: string;
  readonly verdict: string;
}

type Bound = 'at least' | 'at most';

/** One figure on one Node. */
interface Figure {
  readonly node: string;
  readonly value: number;
}

export function makeTable(races: readonly Measured[], alone: readonly OnNode[]): Row[] {
  const entriesOf = (name: string) => races.find((m) => caseName(m.case) === name)?.entries ?? [];
  const nodes = alone.length > 0 ? alone.map((a) => a.node) : nodesOf(races);
  const ours = (name: string, mode: string, node: string) =>
    entriesOf(name).find((e) => e.ours?.mode === mode && e.ours.node === node)?.times;
  /** time(rival)/time(ours) on every Node. */
  const against = (name: string, rival: string): Figure[] => {
    const theirs = entriesOf(name).find((e) => e.name === rival)?.times;
    return figures(nodes, (node) => pairedRatio(theirs, ours(name, MODES[0], node)));
  };
  const inverse = (list: Figure[]) => list.map(({ node, value }) => ({ node, value: 1 / value }));
  const each = (value: (a: OnNode) => number | undefined): Figure[] =>
    alone.flatMap((a) => figures([a.node], () => value(a)));

  const rows: Row[] = [];
  const add = (what: string, bound: Bound, least: number, aim: number, unit: string, list: Figure[]) =>
    rows.push(row(what, bound, least, aim, unit, list));
  const sampler = 'sampler float64';
  const step = 'tanh d=10 float64';
  add('sampler float64 against SciPy rvs, per thread', 'at least', 13, 20, '×', against(sampler, 'SciPy'));
  add('… NumPy textbook', 'at least', 3.3, 5, '×', against(sampler, 'NumPy textbook'));
  add('… NumPy expert', 'at least', 1.9, 3, '×', against(sampler, 'NumPy expert'));
  add('… idiomatic C++ (libmvec)', 'at least', 1.7, 2.5, '×', against(sampler, 'C++ idiomatic'));
  const limit = 'hand-tuned AVX-512 limit: ours takes';
  add(`… ${limit}`, 'at most', 2.6, 1.5, '×', inverse(against(sampler, 'C++ tuned')));
  const whole = 'whole step, tanh network d = 10, B = 64, float64, against plain JS as the formulas read';
  add(whole, 'at least', 15, 25, '×', against(step, 'plain JS'));
  add('… plain JS that keeps tanh', 'at least', 15, 25, '×', against(step, 'plain JS, keeping'));
  add('… NumPy textbook', 'at least', 2, 3, '×', against(step, 'NumPy textbook'));
  add('… NumPy expert', 'at least', 0.9, 1.5, '×', against(step, 'NumPy expert'));
  add('… idiomatic C++ (libmvec)', 'at least', 1, 1.5, '×', against(step, 'C++ idiomatic'));
  add(`… ${limit}`, 'at most', 4, 2.5, '×', inverse(against(step, 'C++ tuned')));
  const single = figures(nodes, (node) =>
    ratioOfMedians(ours(step, MODES[0], node), ours('tanh d=10 float32', 'float32', node)),
  );
  add('float32, whole step, against our float64', 'at least', 2.3, 2.8, '×', single);
  const efficiency = (n: number) => each((a) => a.efficiency.find((e) => e.particles === n)?.value);
  add('two threads, N = 1e5: efficiency', 'at least', 0.95, 0.98, '', efficiency(100_000));
  add('two threads, N = 1024: efficiency', 'at least', 0.8, 0.9, '', efficiency(1024));
  const range = (kept: boolean, most: number) => each((a) => rangeOfCost(a, kept, most));
  add(
    'cost per particle, d = 10, N = 1e4 … 1e7, recomputed: range',
    'at most',
    15,
    5,
    ' %',
    range(false, 1e7),
  );
  add('… N = 1e4 … 1e6, activations kept', 'at most', 15, 5, ' %', range(true, 1e6));
  const memory = each((a) => a.memory && a.memory.peak / 1e6);
  const budget = (8 * 2 * 1e7 * 1.1) / 1e6 + 64;
  add('memory at N = 1e7, d = 2, Node included', 'at most', budget, budget, ' MB', memory);
  const above = each((a) => a.memory && (a.memory.peak - a.memory.bare) / 1e6);
  add('… above a run of 64 particles', 'at most', budget, budget, ' MB', above);
  add(
    'verify --preset quick, whole command',
    'at most',
    60,
    30,
    ' s',
    each((a) => a.verifySeconds),
  );
  return rows;
}

/** Largest over smallest cost − 1, in per cent, d = 10; undefined unless N = `most` was measured. */
function rangeOfCost({ cost }: Alone, kept: boolean, most: number): number | undefined {
  const at = cost.filter((c) => c.dim === 10 && c.kept === kept);
  if (!at.some((c) => c.particles === most)) return undefined;
  const ns = at.map((c) => c.ns);
  return 100 * (Math.max(...ns) / Math.min(...ns) - 1);
}

function nodesOf(races: readonly Measured[]): string[] {
  return [...new Set(races.flatMap((m) => m.entries.flatMap((e) => (e.ours ? [e.ours.node] : []))))];
}

function figures(nodes: readonly string[], value: (node: string) => number | undefined): Figure[] {
  return nodes.flatMap((node) => {
    const v = value(node);
    return v === undefined ? [] : [{ node, value: v }];
  });
}

/** The median over the rounds of a/b in the same round: what slows both cancels. */
function pairedRatio(a: readonly number[] | undefined, b: readonly number[] | undefined): number | undefined {
  if (a === undefined || b === undefined) return undefined;
  return median(a.map((time, round) => time / b[round]));
}

/** For times of different cases, whose rounds have nothing to do with each other. */
function ratioOfMedians(a: readonly number[] | undefined, b: readonly number[] | undefined) {
  return a === undefined || b === undefined ? undefined : median(a) / median(b);
}

/** Judged on the Node that did worse, which is named. */
function row(what: string, bound: Bound, least: number, aim: number, unit: string, list: Figure[]): Row {
  const text = (v: number) => `${bound === 'at most' ? '≤ ' : ''}${v}${unit}`;
  const asked = { what, atLeast: text(least), aim: text(aim) };
  if (list.length === 0) return { ...asked, measured: 'not measured', verdict: '' };
  const better = (a: number, b: number) => (bound === 'at least' ? a >= b : a <= b);
  const worst = list.reduce((a, b) => (better(a.value, b.value) ? b : a));
  const measured = list
    .map((f) => `${shown(f.value)}${unit}${list.length > 1 ? ` (Node ${f.node.split('.')[0]})` : ''}`)
    .join(', ');
  const reached = (goal: number) => better(worst.value, goal);
  const slower = list.length > 1 ? `, slower on Node ${worst.node.split('.')[0]}` : '';
  const verdict = reached(aim) ? 'aim reached' : reached(least) ? 'reached' : 'not reached';
  return { ...asked, measured, verdict: `${verdict}${slower}` };
}

function shown(v: number): string {
  return v >= 100 ? v.toFixed(0) : v >= 10 ? v.toFixed(1) : v.toFixed(2);
}
