/** √(re² + im²) by + × √ alone, so the same bits on every engine; for numbers whose squares are in range. */
export function modulus(re: number, im: number): number {
  return Math.sqrt(re * re + im * im);
}
