/** tanh with the zero of its argument: −0 stays −0, as in src/math/tanh.ts. */
import { address, Header } from '../memory';
import { tanh } from '../tanh';

export function tableTanh(x: v128): v128 {
  const zero = f64x2.splat(0);
  return v128.bitselect(x, tanh(x, address(Header.tanh)), f64x2.eq(x, zero));
}
