/**
 * A mean-field model: particles meet only through a field, m = (1/N) Σ φ(θ_i); then each drifts by b(θ_i, m).
 *
 * `x` is always the whole particle-major state (N × dim, row i at i·dim); lo, hi are absolute particle
 * numbers. Kernels take ranges, allocate nothing and throw nothing.
 */
export interface MeanFieldModel {
  readonly name: string;
  /** Coordinates of one particle. */
  readonly dim: number;
  /** Length of the field m. */
  readonly fieldDim: number;
  /**
   * sum[f] += Σ_{lo ≤ i < hi} φ_f(θ_i), lo even; `sum` has length fieldDim. The particles are summed in two lanes, even
   * and odd numbers, each from 0 in increasing order, and the even lane is added to the odd one: the order of a kernel
   * that takes two particles at a time. A factor that all φ of a lane share is applied once, to the lane's sum.
   */
  gather(x: Float64Array, lo: number, hi: number, sum: Float64Array): void;
  /** Writes b(θ_i, field) to out[(i − lo)·dim + c] for lo ≤ i < hi. */
  drift(x: Float64Array, lo: number, hi: number, field: Float64Array, out: Float64Array): void;
  /** Only the first so many coordinates receive noise; all of them unless told. */
  readonly noisy?: number;
  /**
   * Multiplicative noise, Itô: writes the factor s(θ_i, m) of every coordinate's increment, taken at the step's start, to
   * out[(i − lo)·dim + c]. Without it the noise is additive.
   */
  noiseFactor?(x: Float64Array, lo: number, hi: number, field: Float64Array, out: Float64Array): void;
  /**
   * Networks on data: from now on gather and drift use these data points only (a minibatch, ascending; a point
   * that comes twice counts twice in the drift), or all of them.
   * The field keeps its length; entries of other points are left at 0 by gather and not read by drift.
   */
  selectPoints?(points: Int32Array | undefined): void;
  /** Named numbers that a researcher reads off the field (ρ₁, risk …), for reports and `simulate`. */
  describeField(field: Float64Array): Record<string, number | [number, number]>;
}
