/**
 * The law of a size r = |x| ≥ 0, as the theory of pruning needs it: both tails, density, quantile and moments.
 *
 * Integrals over the law are sums over cells: the axis of log r cut at log r = i/2, each cell by a Gauss–Legendre rule of
 * 10 points, made once and kept. r^p f(r) is smooth there for the laws of this room, so that moments have 11 digits
 * or more (test/pruning/theory). A law that varies faster than log r says so by `finest`.
 */
import { exp, log, pow } from '../../math/elementary.ts';
import { gaussLegendre } from '../../math/gaussLegendre.ts';
import { DENSITY, LOWER, solveTail, type TwoTails, UPPER } from '../../noise/twoTails.ts';

/** The law of a size |x| ≥ 0, from which the laws of pruning errors are computed. */
export interface MagnitudeLaw {
  /** For people: `symmetric stable, alpha 1.5`. */
  readonly name: string;
  /** α: P(|x| > r) ~ C·r^{−α}; Infinity for a tail lighter than every power. */
  readonly tailIndex: number;
  /** C, in the units of x to the power α; 0 where the tail index is infinite. */
  readonly tailConstant: number;
  /** Smallest size that occurs, 0 or more. */
  readonly least: number;
  /** Density of |x| at r > 0. */
  density(r: number): number;
  /** P(|x| > r), with relative accuracy. */
  survival(r: number): number;
  /** r with P(|x| > r) = q, 0 < q ≤ 1. */
  tailQuantile(q: number): number;
  /** r with P(|x| ≤ r) = probability, 0 < probability < 1, with its digits near 0. */
  quantile(probability: number): number;
  /** E|x|^p, p ≥ 0; Infinity for p ≥ α. */
  moment(p: number): number;
  /** E[|x|^p; |x| ≤ r], p > 0. */
  partialMoment(p: number, r: number): number;
  /** Nodes and weights f(r)dr on from ≤ r ≤ to; see `Cells`. */
  readonly cells: Cells;
}

/** Nodes r and weights f(r)dr. */
export interface Nodes {
  readonly r: Float64Array;
  readonly weight: Float64Array;
}

export interface Cells {
  /** log r at the lower end of cell i is i/2; a law's support may begin inside. */
  edge(i: number): number;
  /** Cell j of the 2^level equal parts of cell i. */
  cell(i: number, level: number, j: number): Nodes;
  /** The rule on any from < to within one cell. */
  between(from: number, to: number): Nodes;
}

export interface MagnitudeSource {
  readonly name: string;
  /** Of r = |x|. */
  readonly tails: TwoTails;
  readonly tailIndex: number;
  readonly tailConstant: number;
  readonly least?: number;
  /** Longest stretch of r, below `until`, over which the density is smooth; no bound unless told. */
  readonly finest?: { readonly length: number; readonly until: number };
  /** A start for the quantile at tail probability 1/2; any positive number will do. */
  readonly typical: number;
  /** E|x|^p in closed form, p below the tail index; by the cells unless told. */
  readonly moment?: (p: number) => number;
  /** r with P(|x| > r) = q, where there is a formula; solved for unless told. */
  readonly tailQuantile?: (q: number) => number;
}

const POINTS = 10;
const RULE = gaussLegendre(POINTS);
const NEGLIGIBLE_DIGITS = 17;

/** The cell in which r > 0 lies. */
export const cellOf = (r: number): number => Math.floor(2 * log(r));

export function createMagnitudeLaw(source: MagnitudeSource): MagnitudeLaw {
  const { tails, tailIndex, tailConstant, least = 0, finest, typical } = source;
  const out = new Float64Array(3);
  const at = (r: number, side: typeof UPPER | typeof LOWER | typeof DENSITY): number => {
    tails.evaluate(r, out);
    return out[side];
  };
  const density = (r: number) => (r < least ? 0 : at(r, DENSITY));
  const survival = (r: number) => (r <= least ? 1 : r === Infinity ? 0 : at(r, UPPER));
  const formula = source.tailQuantile;
  const tailQuantile = (q: number): number => {
    requireProbability(q);
    if (formula !== undefined) return formula(q);
    if (q === 1) return least;
    if (q > 0.5) return solveTail(tails, LOWER, 1 - q, typical * (1 - q));
    const far = tailConstant > 0 ? pow(tailConstant / q, 1 / tailIndex) : 0;
    return solveTail(tails, UPPER, q, Math.max(typical, far));
  };
  const quantile = (probability: number): number => {
    if (probability > 0.5) return tailQuantile(1 - probability);
    return solveTail(tails, LOWER, probability, least > 0 ? least : typical * probability);
  };
  const cells = createCells(density, least, finest);

  let median: number | undefined;
  /** Below it lies less than 1e−16 of E[|x|^p; |x| ≤ r]: the density is bounded. */
  function lowest(p: number, r: number): number {
    median ??= tailQuantile(0.5);
    return Math.max(least, Math.min(median, r) * pow(10, -NEGLIGIBLE_DIGITS / (p + 1)));
  }

  function partialMoment(p: number, r: number): number {
    if (!(p > 0)) throw new RangeError(`The power of a moment must be above 0, but is ${p}.`);
    if (r === Infinity) return moment(p);
    if (r <= least) return 0;
    return sumBetween(cells, p, lowest(p, r), r);
  }

  function moment(p: number): number {
    if (p >= tailIndex) return Infinity;
    if (p === 0) return 1;
    if (source.moment !== undefined) return source.moment(p);
    // P(|x| > r) = 1e−12: below it E[|x|^p; |x| > r] is that of C·r^{−α}
    const far = tailQuantile(1e-12);
    const beyond = tailIndex < Infinity ? (tailIndex * 1e-12 * pow(far, p)) / (tailIndex - p) : 0;
    return partialMoment(p, far) + beyond;
  }

  return {
    name: source.name,
    tailIndex,
    tailConstant,
    least,
    density,
    survival,
    tailQuantile,
    quantile,
    moment,
    partialMoment,
    cells,
  };
}

function requireProbability(q: number): void {
  if (!(q > 0 && q <= 1)) throw new RangeError(`q must be above 0 and at most 1, but is ${q}.`);
}

/** ∫ r^p f dr over from < r < to, cell by cell. */
function sumBetween(cells: Cells, p: number, from: number, to: number): number {
  const over = ({ r, weight }: Nodes): number => {
    let sum = 0;
    for (let j = 0; j < r.length; j++) sum += weight[j] * pow(r[j], p);
    return sum;
  };
  let sum = 0;
  let i = cellOf(from);
  for (; cells.edge(i + 1) < to; i++) sum += over(cells.cell(i, 0, 0));
  return sum + over(cells.between(cells.edge(i), to));
}

function createCells(
  density: (r: number) => number,
  least: number,
  finest: { readonly length: number; readonly until: number } | undefined,
): Cells {
  const kept = new Map<string, Nodes>();
  const edge = (i: number) => Math.max(least, exp(i / 2));

  function between(from: number, to: number): Nodes {
    const fine = finest !== undefined && from < finest.until;
    const parts = fine ? Math.max(1, Math.ceil((to - from) / finest.length)) : 1;
    const r = new Float64Array(parts * POINTS);
    const weight = new Float64Array(parts * POINTS);
    if (!(to > from)) return { r, weight };
    if (parts === 1) fill(from, to, r, weight, 0);
    for (let j = 0; parts > 1 && j < parts; j++) {
      const length = (to - from) / parts;
      fill(from + j * length, from + (j + 1) * length, r, weight, j * POINTS);
    }
    return { r, weight };
  }

  /** The rule in log r, or in r where a part is short. */
  function fill(from: number, to: number, r: Float64Array, weight: Float64Array, at: number): void {
    const length = log(to / from);
    for (let j = 0; j < POINTS; j++) {
      const node = from * exp(length * RULE.nodes[j]);
      r[at + j] = node;
      weight[at + j] = RULE.weights[j] * length * node * density(node);
    }
  }

  return {
    edge,
    between,
    cell(i, level, j) {
      const key = `${i} ${level} ${j}`;
      let nodes = kept.get(key);
      if (nodes === undefined) {
        const width = 0.5 / 2 ** level;
        const lower = Math.max(least, exp(i / 2 + j * width));
        const upper = Math.max(least, exp(i / 2 + (j + 1) * width));
        nodes = between(lower, upper);
        kept.set(key, nodes);
      }
      return nodes;
    },
  };
}
