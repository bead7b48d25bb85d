/**
 * What pruning costs: `node bench/pruning.ts` prints seconds for a layer of 5000 × 784 heavy-tailed weights by each method, what
 * ml-matrix's own SVD and product take on the same numbers, curves of a million units, and the peak of the memory.
 */
import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from 'ml-matrix';
import ndarray from 'ndarray';
import { noiseVectors } from '../src/engine/noiseVectors.ts';
import { createErrorCurve } from '../src/pruning/errorCurve.ts';
import { rowNorms } from '../src/pruning/nodePruning.ts';
import { product } from '../src/pruning/product.ts';
import { createPruning, PRUNING_METHODS } from '../src/pruning/prune.ts';
import { describeMachine } from './machine.ts';

const [rows, columns] = [5000, 784];
const noise = { type: 'II', alpha: 1.75, scale: 1, convention: 'standard' } as const;
const values = noiseVectors(noise, columns, rows, 0);
const weights = ndarray(values, [rows, columns]);

function seconds<T>(what: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  console.log(`${what.padEnd(44)} ${((performance.now() - start) / 1000).toFixed(3)} s`);
  return result;
}

const { processor, cores, load } = describeMachine();
console.log(`${processor}, ${cores} cores, load ${load.toFixed(1)}, node ${process.version}`);
seconds('row norms', () => rowNorms(weights));
for (const method of PRUNING_METHODS)
  for (const centred of [false, true]) {
    const name = centred ? `${method}, centred` : method;
    const pruning = seconds(`${name}: measured`, () =>
      createPruning([{ name: 'w', weights }], { method, centred }),
    );
    const pruned = pruning.to({ error: 0.1, squared: true });
    seconds(`${name}: weights at squared error 0.1`, () => pruned.weights());
  }
const million = noiseVectors(noise, 1, 1e6, 0);
for (const power of [1, 1.3, 2])
  seconds(`curve of 1e6 units, p = ${power}`, () => createErrorCurve(million, power));
console.log(`peak memory so far: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);

const library = Matrix.from1DArray(rows, columns, values);
const gram = seconds('ml-matrix: Gram matrix', () => library.gram());
const { eigenvectorMatrix } = seconds(
  'ml-matrix: its eigenvectors',
  () => new EigenvalueDecomposition(gram, { assumeSymmetric: true }),
);
seconds('ml-matrix: weights × eigenvectors', () => library.mmul(eigenvectorMatrix));
const square = Float64Array.from(eigenvectorMatrix.to1DArray());
seconds('src/pruning/product.ts: the same', () => product(values, square, columns, columns));
seconds(
  'ml-matrix: SVD, right vectors',
  () => new SingularValueDecomposition(library, { computeLeftSingularVectors: false }),
);
