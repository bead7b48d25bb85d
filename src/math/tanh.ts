const INV_LN2 = 1.4426950408889634;
const LN2_HI = 0.6931471803691238;
const LN2_LO = 1.9082149292705877e-10;
const ROUND = 6755399441055744;
const Q1 = 0.1666666666666667;
const Q2 = 0.041666666666666685;
const Q3 = 0.008333333333326141;
const Q4 = 0.0013888888888874404;
const Q5 = 0.00019841269874802263;
const Q6 = 2.4801587347316134e-5;
const Q7 = 2.7557255423845274e-6;
const Q8 = 2.755725293922069e-7;
const Q9 = 2.51052070801962e-8;
const Q10 = 2.0921579060767915e-9;
const POWER_OF_TWO = new Float64Array(64);
for (let k = 0, p = 1; k < POWER_OF_TWO.length; k++, p *= 2) POWER_OF_TWO[k] = p;
const SIGN = new Float64Array([1, -1]);

export function tanhA(x: number): number {
  const a = Math.abs(x);
  if (a < 1e-9) return x;
  const t = 2 * Math.min(a, 20);
  const n = t * INV_LN2 + ROUND - ROUND;
  const b = t - n * LN2_HI;
  const c = n * LN2_LO;
  const r = b - c;
  const r2 = r * r;
  const r4 = r2 * r2;
  const low = 0.5 + Q1 * r + r2 * (Q2 + Q3 * r);
  const high = Q4 + Q5 * r + r2 * (Q6 + Q7 * r) + r4 * (Q8 + Q9 * r + Q10 * r2);
  const s = POWER_OF_TWO[n | 0];
  const s1 = s - 1;
  const sr = s * r;
  const h = s1 + sr;
  const e = h + (s1 - h + sr + s * (b - r - c + r2 * (low + r4 * high)));
  const y = e / (e + 2);
  return x < 0 ? -y : y;
}
export function tanhB(x: number): number {
  const a = Math.abs(x);
  if (a < 1e-9) return x;
  const t = 2 * Math.min(a, 20);
  const n = t * INV_LN2 + ROUND - ROUND;
  const b = t - n * LN2_HI;
  const c = n * LN2_LO;
  const r = b - c;
  const r2 = r * r;
  const r4 = r2 * r2;
  const low = 0.5 + Q1 * r + r2 * (Q2 + Q3 * r);
  const high = Q4 + Q5 * r + r2 * (Q6 + Q7 * r) + r4 * (Q8 + Q9 * r + Q10 * r2);
  const s = POWER_OF_TWO[n | 0];
  const s1 = s - 1;
  const sr = s * r;
  const h = s1 + sr;
  const e = h + (s1 - h + sr + s * (b - r - c + r2 * (low + r4 * high)));
  return (e / (e + 2)) * SIGN[(Math.floor(x)|0) >>> 31];
}
