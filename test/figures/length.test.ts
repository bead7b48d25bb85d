/** Lengths are read with their unit and nothing else. Watched failing: points taken for pixels. */
import { expect, it } from 'vitest';
import { millimetresOf, millimetresOfPixels, pixelsOf } from '../../src/figures/length.ts';

it.each([
  ['85mm', 85],
  ['8.5 cm', 85],
  ['1in', 25.4],
  ['72pt', 25.4],
  ['96px', 25.4],
  ['.5in', 12.7],
])('%s is %d mm', (text, length) => {
  expect(millimetresOf(text)).toBeCloseTo(length, 12);
});

it.each(['85', '-85mm', '85 mm2', 'mm', '8,5cm', '1e3mm', '', 'wide'])('%s is no length', (text) => {
  expect(millimetresOf(text)).toBeNaN();
});

it('an inch has 96 pixels', () => {
  expect(pixelsOf(25.4)).toBeCloseTo(96, 12);
  expect(millimetresOfPixels(pixelsOf(85))).toBeCloseTo(85, 12);
});
