/**
 * Singular values and right singular vectors of a tall matrix B = Σ σ_i u_i v_iᵀ, the largest first. ml-matrix does the work.
 *
 * Small matrices: its SVD (Golub–Kahan). Large ones: the eigenvectors of its Gram matrix BᵀB (Householder, then QL), which
 * are the v_i. In both cases σ_i = ‖B v_i‖ is measured on B itself: never the root of a computed eigenvalue, which rounding
 * may make negative. So Σ_{i>k} σ_i² is the squared error of B V_k V_kᵀ, the matrix that is handed out, whatever the v_i are worth.
 * Golub & Van Loan, Matrix Computations, 4th ed., sections 8.3 and 8.6. Valid for finite entries of size at most 2.
 * σ_i is good to about 1e-14 σ_1; from the Gram matrix down to 1e-6 σ_1 only, smaller ones to about 1e-9 σ_1 (against 40 digits),
 * and an error below 1e-8 is an upper bound of the best one.
 */
import { lazily } from '../results/lazily.ts';
import { product } from './product.ts';

const algebra = lazily<typeof import('ml-matrix')>('ml-matrix');

/** Above so many multiplications (rows · columns²; half a second) the Gram matrix is used. */
const SVD_WORK = 1e8;

export interface Decomposition {
  /** σ_1 ≥ σ_2 ≥ … ≥ 0, as many as columns. */
  readonly values: Float64Array;
  /** Columns × columns; row i is v_i. */
  readonly vectors: Float64Array;
  /** Rows × columns; column i is B v_i = σ_i u_i. */
  readonly images: Float64Array;
}

/**
 * @param matrix rows × columns, row by row, rows ≥ columns, entries of size at most 2
 * @param method chosen by the size of the matrix unless told
 */
export function decompose(
  matrix: Float64Array,
  columns: number,
  method: 'svd' | 'gram' = matrix.length * columns <= SVD_WORK ? 'svd' : 'gram',
): Decomposition {
  const { EigenvalueDecomposition, Matrix, SingularValueDecomposition } = algebra();
  const library = Matrix.from1DArray(matrix.length / columns, columns, matrix);
  const right =
    method === 'svd'
      ? new SingularValueDecomposition(library, { computeLeftSingularVectors: false }).rightSingularVectors
      : new EigenvalueDecomposition(library.gram(), { assumeSymmetric: true }).eigenvectorMatrix;
  const unsorted = Float64Array.from({ length: columns * columns }, (_, at) =>
    right.get(Math.floor(at / columns), at % columns),
  );
  const images = product(matrix, unsorted, columns, columns);
  const norms = columnNorms(images, columns);
  const order = Array.from(norms.keys()).sort((a, b) => norms[b] - norms[a] || a - b);
  for (let at = 0; at < images.length; at += columns) {
    const row = images.slice(at, at + columns);
    for (let i = 0; i < columns; i++) images[at + i] = row[order[i]];
  }
  return {
    values: Float64Array.from(order, (i) => norms[i]),
    vectors: Float64Array.from(unsorted, (_, at) => right.get(at % columns, order[Math.floor(at / columns)])),
    images,
  };
}

function columnNorms(values: Float64Array, columns: number): Float64Array {
  const squares = new Float64Array(columns);
  for (let at = 0; at < values.length; at += columns)
    for (let j = 0; j < columns; j++) squares[j] += values[at + j] * values[at + j];
  return squares.map(Math.sqrt);
}
