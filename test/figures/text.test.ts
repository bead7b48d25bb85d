import { describe, expect, it } from 'vitest';
import { levelAxis, levelName, logAxis } from '../../src/figures/axes.ts';
import { moveApart } from '../../src/figures/directLabels.ts';
import { escapeHtml, plotlyTextToHtml } from '../../src/figures/html.ts';
import {
  exponentName,
  fixed,
  formatNumber,
  formatSlope,
  listOf,
  plain,
  superscript,
  withoutMarkup,
  wrap,
} from '../../src/figures/text.ts';

describe('numbers in figures', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [0.5, '0.5'],
    [-1.5, '−1.5'],
    [1024, '1024'],
    [12345, '12345'],
    [1234567, '1.23·10⁶'],
    [100000, '10⁵'],
    [0.00012345, '1.23·10⁻⁴'],
    [0.012345, '0.0123'],
    [Number.NaN, 'not a number'],
    [Number.NEGATIVE_INFINITY, '−∞'],
  ])('%d is written %s', (value, text) => expect(formatNumber(value)).toBe(text));

  it.each([
    [-1 / 2, '−1/2'],
    [1, '1'],
    [-(1 - 1 / 1.75), '−3/7'],
    [1 / 1.2, '5/6'],
    [0, '0'],
    [1 / 1.37, '0.730'],
    [-1 / 1.37, '−0.730'],
  ])('the exponent %d is named %s', (exponent, name) => expect(exponentName(exponent)).toBe(name));

  it('a slope has three decimals where its interval is narrower than 0.02', () => {
    expect(formatSlope(-0.5021, [-0.52, -0.48])).toBe('−0.50 [−0.52, −0.48]');
    expect(formatSlope(0.99951, [0.9993, 0.9998])).toBe('1.000 [0.999, 1.000]');
    expect(fixed(-0.001, 2)).toBe('0.00');
    expect(superscript(-120)).toBe('⁻¹²⁰');
  });
});

describe('words in figures', () => {
  it('lose their markup in plain text, and hostile ones gain none', () => {
    expect(plain('<a href="x">&')).toBe('&lt;a href="x"&gt;&amp;');
    expect(withoutMarkup('N<sup>−1/2</sup><br>a &lt; b')).toBe('N^−1/2 a < b');
    expect(plotlyTextToHtml(`<b>x</b><br>${plain('<script>')}<img src=x>`)).toBe(
      '<b>x</b> &lt;script&gt;&lt;img src=x&gt;',
    );
    expect(escapeHtml(`<&>"'`)).toBe('&lt;&amp;&gt;&quot;&#39;');
  });

  it('are wrapped at spaces and listed with “and”', () => {
    expect(wrap('aa bb cc dd', 5)).toBe('aa bb<br>cc dd');
    expect(wrap('extraordinarily long', 5)).toBe('extraordinarily<br>long');
    expect(listOf(['a', 'b', 'c'])).toBe('a, b and c');
    expect(listOf([])).toBe('');
  });
});

describe('axes', () => {
  it('name steps by their inverse and particles by their number', () => {
    expect(levelName(1 / 64, 'step')).toBe('1/64');
    expect(levelName(0.3, 'step')).toBe('0.3');
    expect(levelName(2 ** 17, 'particles')).toBe('131072');
    expect(levelAxis([1, 2, 4, 8, 16], 'particles', 3).ticktext).toEqual(['1', '4', '16']);
  });

  it('hold every positive value, and have at least two ticks on any range', () => {
    for (const [low, high] of [
      [0.011, 0.012],
      [0.3, 2],
      [1e-300, 1e300],
      [5, 5],
      [1e-9, 1e-3],
    ] as const) {
      const axis = logAxis([low, high, -1, 0, Number.NaN, Number.POSITIVE_INFINITY]);
      expect(axis.range[0]).toBeLessThan(Math.log10(low));
      expect(axis.range[1]).toBeGreaterThan(Math.log10(high));
      expect(axis.tickvals.length).toBeGreaterThan(1);
      expect(axis.tickvals.length).toBeLessThan(12);
      expect(axis.ticktext.length).toBe(axis.tickvals.length);
    }
    expect(logAxis([]).range).toEqual([-1, 1]);
  });
});

it('labels keep their order and do not overlap', () => {
  const heights = [0.2, 0.2, 0.2, 0.2];
  const centres = moveApart([0.5, 0.51, 0.49, 1], heights);
  expect(centres[2]! < centres[0]! && centres[0]! < centres[1]! && centres[1]! < centres[3]!).toBe(true);
  const sorted = [...centres].sort((a, b) => a - b);
  for (let i = 1; i < 4; i++) expect(sorted[i]! - sorted[i - 1]!).toBeGreaterThanOrEqual(0.2 - 1e-12);
  expect(sorted[0]).toBeGreaterThanOrEqual(0.1 - 1e-12);
  expect(sorted[3]).toBeLessThanOrEqual(0.9 + 1e-12);
});
