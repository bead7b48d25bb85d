/**
 * What became of one layer when it was pruned, and the error of several layers together.
 */
import { type ErrorCurve, powerOf } from './errorCurve.ts';
import type { Layer, LayerUnits } from './layer.ts';

/** What became of one layer. */
export interface PrunedLayer {
  readonly name: string;
  /** [neurons, weights a neuron]. */
  readonly shape: readonly [number, number];
  /** Neurons, entries or singular values. */
  readonly units: number;
  readonly kept: number;
  readonly keptFraction: number;
  readonly prunedFraction: number;
  /** Squared where the target is. */
  readonly relativeError: number;
  /** Where the cut lies; undefined where nothing is pruned, or nothing kept. */
  readonly largestPruned?: number;
  readonly smallestKept?: number;
  /** Units of the size at the cut where it falls among equal ones (the lower numbers are kept); 0 where it falls between sizes. */
  readonly tiesAtCut: number;
  /** Units of size exactly 0. They count as units, and cost nothing when pruned. */
  readonly zeroUnits: number;
  /** Numbers to store: n·d before; of a rank-k layer k(n + d) after, as the 2021 paper's code counts. Medians are not counted. */
  readonly parameters: { readonly before: number; readonly after: number };
  /** By unit number: 1 for kept. */
  readonly mask: Uint8Array;
}

/** @param mask by unit number: 1 for kept */
export function reportOf(
  { name, weights, units, curve }: Layer & { units: LayerUnits; curve: ErrorCurve },
  mask: Uint8Array,
  squared: boolean,
): PrunedLayer {
  const [rows, columns] = weights.shape;
  const kept = mask.reduce((count, one) => count + one, 0);
  const { ascending } = curve;
  const cut = ascending.length - kept;
  const largestPruned = kept < curve.units ? ascending[cut - 1] : undefined;
  const smallestKept = kept > 0 ? ascending[cut] : undefined;
  const count = (size: number) => ascending.reduce((same, other) => (other === size ? same + 1 : same), 0);
  return {
    name,
    shape: [rows, columns],
    units: curve.units,
    kept,
    keptFraction: kept / curve.units,
    prunedFraction: (curve.units - kept) / curve.units,
    relativeError: curve.relativeError(kept, squared),
    largestPruned,
    smallestKept,
    tiesAtCut: smallestKept !== undefined && smallestKept === largestPruned ? count(smallestKept) : 0,
    zeroUnits: count(0),
    parameters: { before: rows * columns, after: units.parametersKept(kept) },
    mask,
  };
}

/** (Σ_layers lost / Σ_layers total)^{1/p} of several layers, of each of which the `kept` largest units are kept. */
export function jointError(parts: readonly (readonly [ErrorCurve, number])[], squared: boolean): number {
  if (parts.length === 1) return parts[0][0].relativeError(parts[0][1], squared);
  const { power } = parts[0][0];
  const largest = Math.max(...parts.map(([{ ascending }]) => ascending[ascending.length - 1]));
  let lost = 0;
  let total = 0;
  for (const [curve, kept] of parts) {
    const own = curve.ascending[curve.units - 1];
    const energy = own === 0 ? 0 : curve.scaledTotal * powerOf(own / largest, power);
    lost += curve.lostShare(kept) * energy;
    total += energy;
  }
  return total === 0 ? 0 : powerOf(lost / total, (squared ? 2 : 1) / power);
}
