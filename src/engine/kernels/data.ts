/** A network's data as its kernels read them, four numbers at a time: assembly/neuralNetwork.ts. */
import type { ModelData } from '../../models/data.ts';

/** For the preactivations: [four points][coordinate][4], the last points filled up with zeros. */
export function packRows({ inputs, count, features }: ModelData): Float64Array {
  const packed = new Float64Array(4 * Math.ceil(count / 4) * features);
  for (let b = 0; b < count; b++) {
    for (let c = 0; c < features; c++) {
      packed[(b - (b % 4)) * features + 4 * c + (b % 4)] = inputs[b * features + c];
    }
  }
  return packed;
}

/** For the drift: [four coordinates][point][4], then the coordinates left over, [point][1 … 3]. */
export function packColumns({ inputs, count, features }: ModelData): Float64Array {
  const packed = new Float64Array(count * features);
  let at = 0;
  for (let first = 0; first < features; first += 4) {
    const width = Math.min(4, features - first);
    for (let b = 0; b < count; b++) {
      for (let c = 0; c < width; c++) packed[at++] = inputs[b * features + first + c];
    }
  }
  return packed;
}
