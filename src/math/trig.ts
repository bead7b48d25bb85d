const TWO_OVER_PI = 0.6366197723675814;
const HALF_PI_HI = 1.5707963267341256;
const HALF_PI_LO = 6.077100506506192e-11;
const ROUND = 6755399441055744;
const S0 = -0.1666666666666663, S1 = 0.008333333333322118, S2 = -0.0001984126982958952, S3 = 2.7557313621359943e-6, S4 = -2.5050747756522486e-8, S5 = 1.589622969136943e-10;
const C0 = 0.041666666666666595, C1 = -0.0013888888888873058, C2 = 2.4801587288852232e-5, C3 = -2.7557314179427093e-7, C4 = 2.0875700856700075e-9, C5 = -1.1358537138096185e-11;
const SEL = new Float64Array([1, 0, -1, 0, 1]);

function slow(x: number, q: number): number { return Math.sin(x)+ q*0; }

export function sinBranch(x: number): number {
  if (!(Math.abs(x) < 1647099)) return slow(x, 0);
  const n = x * TWO_OVER_PI + ROUND - ROUND;
  const r = x - n * HALF_PI_HI - n * HALF_PI_LO;
  if (Math.abs(r) < Math.abs(n) * 1e-9) return slow(x, 0);
  const z = r * r;
  const q = n | 0;
  let y: number;
  if (q & 1) {
    const h = 0.5 * z;
    const w = 1 - h;
    y = w + (1 - w - h + z * z * (C0 + z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * C5))))));
  } else {
    y = r + r * z * (S0 + z * (S1 + z * (S2 + z * (S3 + z * (S4 + z * S5)))));
  }
  return q & 2 ? -y : y;
}
export function sinMask(x: number): number {
  if (!(Math.abs(x) < 1647099)) return slow(x, 0);
  const n = x * TWO_OVER_PI + ROUND - ROUND;
  const r = x - n * HALF_PI_HI - n * HALF_PI_LO;
  if (Math.abs(r) < Math.abs(n) * 1e-9) return slow(x, 0);
  const z = r * r;
  const z2 = z * z;
  const q = n | 0;
  const h = 0.5 * z;
  const w = 1 - h;
  const c = w + (1 - w - h + z2 * (C0 + z * C1 + z2 * (C2 + z * C3 + z2 * (C4 + z * C5))));
  const s = r + r * z * (S0 + z * S1 + z2 * (S2 + z * S3 + z2 * (S4 + z * S5)));
  return s * SEL[q & 3] + c * SEL[(q + 3) & 3];
}
export function sinInt(x: number): number {
  if (!(Math.abs(x) < 1647099)) return slow(x, 0);
  const n = x * TWO_OVER_PI + ROUND - ROUND;
  const r = x - n * HALF_PI_HI - n * HALF_PI_LO;
  if (Math.abs(r) < Math.abs(n) * 1e-9) return slow(x, 0);
  const z = r * r;
  const z2 = z * z;
  const q = n | 0;
  const h = 0.5 * z;
  const w = 1 - h;
  const c = w + (1 - w - h + z2 * (C0 + z * C1 + z2 * (C2 + z * C3 + z2 * (C4 + z * C5))));
  const s = r + r * z * (S0 + z * S1 + z2 * (S2 + z * S3 + z2 * (S4 + z * S5)));
  const cq = q & 1, sq = 1 - cq, sg = 1 - (q & 2);
  return (s * sq + c * cq) * sg;
}
export function sincosInt(x: number, out: Float64Array): void {
  if (!(Math.abs(x) < 1647099)) {slow(x, 0);return}
  const n = x * TWO_OVER_PI + ROUND - ROUND;
  const r = x - n * HALF_PI_HI - n * HALF_PI_LO;
  if (Math.abs(r) < Math.abs(n) * 1e-9) {slow(x, 0);return}
  const z = r * r;
  const z2 = z * z;
  const q = n | 0;
  const h = 0.5 * z;
  const w = 1 - h;
  const c = w + (1 - w - h + z2 * (C0 + z * C1 + z2 * (C2 + z * C3 + z2 * (C4 + z * C5))));
  const s = r + r * z * (S0 + z * S1 + z2 * (S2 + z * S3 + z2 * (S4 + z * S5)));
  const cq = q & 1, sq = 1 - cq, sg = 1 - (q & 2), cg = 1 - ((q + 1) & 2);
  out[0] = (s * sq + c * cq) * sg;
  out[1] = (c * sq + s * cq) * cg;
}
export function sincosBr(x: number, out: Float64Array): void {
  if (!(Math.abs(x) < 1647099)) {slow(x, 0);return}
  const n = x * TWO_OVER_PI + ROUND - ROUND;
  const r = x - n * HALF_PI_HI - n * HALF_PI_LO;
  if (Math.abs(r) < Math.abs(n) * 1e-9) {slow(x, 0);return}
  const z = r * r;
  const z2 = z * z;
  const q = n | 0;
  const h = 0.5 * z;
  const w = 1 - h;
  const c = w + (1 - w - h + z2 * (C0 + z * C1 + z2 * (C2 + z * C3 + z2 * (C4 + z * C5))));
  const s = r + r * z * (S0 + z * S1 + z2 * (S2 + z * S3 + z2 * (S4 + z * S5)));
  if (q & 1) {
    out[0] = q & 2 ? -c : c;
    out[1] = q & 2 ? s : -s;
  } else {
    out[0] = q & 2 ? -s : s;
    out[1] = q & 2 ? -c : c;
  }
}
export function sincosSlot(x: number, out: Float64Array): void {
  if (!(Math.abs(x) < 1647099)) {slow(x, 0);return}
  const n = x * TWO_OVER_PI + ROUND - ROUND;
  const r = x - n * HALF_PI_HI - n * HALF_PI_LO;
  if (Math.abs(r) < Math.abs(n) * 1e-9) {slow(x, 0);return}
  const z = r * r;
  const z2 = z * z;
  const q = n | 0;
  const h = 0.5 * z;
  const w = 1 - h;
  const c = w + (1 - w - h + z2 * (C0 + z * C1 + z2 * (C2 + z * C3 + z2 * (C4 + z * C5))));
  const s = r + r * z * (S0 + z * S1 + z2 * (S2 + z * S3 + z2 * (S4 + z * S5)));
  const o = q & 1;
  out[o] = s * SGN[((q+o) >> 1)&1];
  out[1 - o] = c * SGN[(q >> 1)&1];
}
const SGN = new Float64Array([1, -1]);
export function sinE(x: number): number {
  if (!(Math.abs(x) < 1647099)) return slow(x, 0);
  const n = x * TWO_OVER_PI + ROUND - ROUND;
  const r = x - n * HALF_PI_HI - n * HALF_PI_LO;
  if (Math.abs(r) < Math.abs(n) * 1e-9) return slow(x, 0);
  const z = r * r;
  const z2 = z*z;
  const q = n | 0;
  let y: number;
  if (q & 1) {
    const h = 0.5 * z;
    const w = 1 - h;
    y = w + (1 - w - h + z2 * (C0 + z * C1 + z2 * (C2 + z * C3 + z2 * (C4 + z * C5))));
  } else {
    y = r + r * z * (S0 + z * S1 + z2 * (S2 + z * S3 + z2 * (S4 + z * S5)));
  }
  return q & 2 ? -y : y;
}
export function sincosBrH(x: number, out: Float64Array): void {
  if (!(Math.abs(x) < 1647099)) {slow(x, 0);return}
  const n = x * TWO_OVER_PI + ROUND - ROUND;
  const r = x - n * HALF_PI_HI - n * HALF_PI_LO;
  if (Math.abs(r) < Math.abs(n) * 1e-9) {slow(x, 0);return}
  const z = r * r;
  const q = n | 0;
  const h = 0.5 * z;
  const w = 1 - h;
  const c = w + (1 - w - h + z * z * (C0 + z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * C5))))));
  const s = r + r * z * (S0 + z * (S1 + z * (S2 + z * (S3 + z * (S4 + z * S5)))));
  if (q & 1) {
    out[0] = q & 2 ? -c : c;
    out[1] = q & 2 ? s : -s;
  } else {
    out[0] = q & 2 ? -s : s;
    out[1] = q & 2 ? -c : c;
  }
}
export function sinMaskH(x: number): number {
  if (!(Math.abs(x) < 1647099)) return slow(x, 0);
  const n = x * TWO_OVER_PI + ROUND - ROUND;
  const r = x - n * HALF_PI_HI - n * HALF_PI_LO;
  if (Math.abs(r) < Math.abs(n) * 1e-9) return slow(x, 0);
  const z = r * r;
  const q = n | 0;
  const h = 0.5 * z;
  const w = 1 - h;
  const c = w + (1 - w - h + z * z * (C0 + z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * C5))))));
  const s = r + r * z * (S0 + z * (S1 + z * (S2 + z * (S3 + z * (S4 + z * S5)))));
  return s * SEL[q & 3] + c * SEL[(q + 3) & 3];
}
