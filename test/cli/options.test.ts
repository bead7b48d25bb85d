/** Watched failing: Number() alone, which reads 0x1 and the empty text. */
import { expect, it } from 'vitest';
import { numberOption, wholeOption } from '../../src/cli/options.ts';

const number = numberOption('--target', 'a number from 0 to 100', (v) => v >= 0 && v <= 100);
const whole = wholeOption('--k', 0, 10_000);

it('reads decimal numbers', () => {
  for (const text of ['0', '12', '0.5', '.5', '5.', '1e-3', '1E+1', '+2', ' 7 ', '-0'])
    expect(number(text)).toBe(Number(text));
  for (const text of ['0', '12', '1e3', '12.0']) expect(whole(text)).toBe(Number(text));
});

it('refuses other numbers, and what is none', () => {
  for (const text of [
    '0x1',
    '0X1',
    '0b1',
    '0o7',
    '',
    ' ',
    '.',
    'e3',
    '1e',
    '1_0',
    '1,5',
    'Infinity',
    'NaN',
    '1 2',
    '1e999',
  ]) {
    expect(() => number(text)).toThrow(
      `--target is ${JSON.stringify(text)}; it must be a number from 0 to 100.`,
    );
    expect(() => whole(text)).toThrow(
      `--k is ${JSON.stringify(text)}; it must be a whole number from 0 to 10000.`,
    );
  }
});
