/**
 * The rounding error of a product: a b = p + productError(a, b, p) exactly, p = fl(a b).
 *
 * T. J. Dekker, Numer. Math. 18 (1971) 224-242, with Veltkamp's splitting by 2^27 + 1.
 * Valid where nothing overflows or is subnormal: |a|, |b| < 2^970 and |a b| > 2^-960.
 */
const SPLIT = 134217729;

/** a b - p for p = fl(a b). */
export function productError(a: number, b: number, p: number): number {
  const ca = SPLIT * a;
  const ah = ca - (ca - a);
  const al = a - ah;
  const cb = SPLIT * b;
  const bh = cb - (cb - b);
  const bl = b - bh;
  return al * bl - (p - ah * bh - al * bh - ah * bl);
}
