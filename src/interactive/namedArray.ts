/** Strided arrays that know what they hold: a name, the name of each axis, a unit. They share the memory of the result. */
import type { NdArray } from 'ndarray';
import ndarray from 'ndarray';
import { type Displayed, displayed } from '../results/display.ts';

/** An ndarray of float64 numbers that knows the names of its axes. */
export type NamedArray = NdArray<Float64Array> &
  Displayed & {
    /** What the numbers are. */
    readonly name: string;
    /** One name per axis, the slowest first. */
    readonly axes: readonly string[];
    readonly unit: string;
  };

/** `axes`: lengths by name, the slowest first. */
export function namedArray(
  data: Float64Array,
  name: string,
  axes: Readonly<Record<string, number>>,
  unit = 'dimensionless',
): NamedArray {
  const array = Object.assign(ndarray(data, Object.values(axes)), { axes: Object.keys(axes), name, unit });
  const sizes = Object.entries(axes).map(([axis, length]) => `${length} ${axis}${length === 1 ? '' : 's'}`);
  return displayed(array, () => `${name}: ${sizes.join(' × ')}, ${unit}`);
}
