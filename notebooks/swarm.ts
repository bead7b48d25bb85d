/** Particles on a circle with any even interaction −Σ c_k cos k(θ_i − θ_j): the field is the means of cos kθ and sin kθ. */
import type { CodeModelSource, PortableMath } from 'mckean';

export function createModel({ c }: { c: number[] }, { sincos }: PortableMath): CodeModelSource {
  const sc = new Float64Array(2); // scratch, made once: kernels allocate nothing
  return {
    dim: 1,
    fieldDim: 2 * c.length,
    growth: 'bounded',
    gather(x, lo, hi, sum) {
      for (let i = lo; i < hi; i++)
        for (let k = 1; k <= c.length; k++) {
          sincos(k * x[i], sc);
          sum[2 * k - 2] += sc[1];
          sum[2 * k - 1] += sc[0];
        }
    },
    drift(x, lo, hi, m, out) {
      for (let i = lo; i < hi; i++) {
        let b = 0;
        for (let k = 1; k <= c.length; k++) {
          sincos(k * x[i], sc);
          b += k * c[k - 1] * (m[2 * k - 1] * sc[1] - m[2 * k - 2] * sc[0]);
        }
        out[i - lo] = b;
      }
    },
  };
}
