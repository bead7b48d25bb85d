/**
 * A law of sizes split at thresholds: nodes for E[h(Y); Y below the threshold] or above it, Y = (r/unit)^p, for many
 * thresholds at once.
 *
 * The cells of the law that lie between all thresholds and one end are summed once; each threshold has its own rule
 * for the piece of the cell in which it falls. `reach` and `phase` bound e^{iuY}: cells are halved until each is shorter than
 * 8·reach/phase in Y, which ten points resolve for |u|·reach below phase.
 */
import { log2, pow } from '../../math/elementary.ts';
import { cellOf, type MagnitudeLaw, type Nodes } from './magnitudeLaw.ts';

/** Nodes in groups: first whole segments, then one piece for every threshold. */
export interface SplitNodes {
  /** Y of every node. */
  readonly y: Float64Array;
  readonly weight: Float64Array;
  /** Group g holds nodes start[g] … start[g + 1] − 1. */
  readonly start: Int32Array;
  /** Sums over one side of each threshold, from the sums over groups. */
  collect(groups: Float64Array, out: Float64Array): void;
  /** The end of the last segment. */
  readonly end: number;
}

export interface Range {
  readonly from: number;
  readonly to: number;
  /** In Y; no bound unless told. */
  readonly reach?: number;
  /** |u|·reach up to which e^{iuY} is resolved; with `reach`. */
  readonly phase?: number;
}

interface Segment {
  readonly from: number;
  readonly to: number;
  readonly nodes: Nodes;
}

/** Phase that the ten points of a cell resolve. */
const CELL_PHASE = 8;

/** Segments that cover from … to; the last may end above `to`. */
function segmentsOf(
  law: MagnitudeLaw,
  p: number,
  unit: number,
  { from, to, reach, phase = 0 }: Range,
): Segment[] {
  const { cells } = law;
  const segments: Segment[] = [];
  for (let i = cellOf(from); cells.edge(i) < to; i++) {
    const size = pow(cells.edge(i + 1) / unit, p);
    const level =
      reach === undefined
        ? 0
        : Math.max(0, Math.ceil(log2(((size * p) / 2) * (phase / (CELL_PHASE * reach)))));
    const parts = 2 ** level;
    for (let j = 0; j < parts; j++) {
      const lower = cells.edge(i + j / parts);
      const upper = cells.edge(i + (j + 1) / parts);
      if (upper <= from || upper <= law.least) continue;
      if (lower >= to) break;
      segments.push({ from: lower, to: upper, nodes: cells.cell(i, level, j) });
    }
  }
  return segments;
}

export function splitNodes(
  law: MagnitudeLaw,
  p: number,
  unit: number,
  thresholds: ArrayLike<number>,
  side: 'below' | 'above',
  range: Range,
): SplitNodes {
  const segments = segmentsOf(law, p, unit, range);
  const whole = segments.length;
  const pieces: Nodes[] = segments.map(({ nodes }) => nodes);
  const home = new Int32Array(thresholds.length);
  for (let t = 0; t < thresholds.length; t++) {
    const r = thresholds[t];
    let s = 0;
    while (s < whole - 1 && segments[s].to <= r) s++;
    home[t] = s;
    const { from, to } = segments[s];
    pieces.push(
      side === 'below' ? law.cells.between(from, Math.max(from, r)) : law.cells.between(Math.min(r, to), to),
    );
  }
  const start = new Int32Array(pieces.length + 1);
  pieces.forEach(({ r }, g) => {
    start[g + 1] = start[g] + r.length;
  });
  const y = new Float64Array(start[pieces.length]);
  const weight = new Float64Array(y.length);
  pieces.forEach((nodes, g) => {
    weight.set(nodes.weight, start[g]);
    for (let j = 0; j < nodes.r.length; j++) y[start[g] + j] = pow(nodes.r[j] / unit, p);
  });
  const running = new Float64Array(whole + 1);
  return {
    y,
    weight,
    start,
    end: segments[whole - 1].to,
    collect(groups, out) {
      if (side === 'below') for (let s = 0; s < whole; s++) running[s + 1] = running[s] + groups[s];
      else {
        running[whole] = 0;
        for (let s = whole - 1; s >= 0; s--) running[s] = running[s + 1] + groups[s];
      }
      for (let t = 0; t < thresholds.length; t++)
        out[t] = running[side === 'below' ? home[t] : home[t] + 1] + groups[whole + t];
    },
  };
}
