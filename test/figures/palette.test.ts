/**
 * Colours: contrast with the background (WCAG 2.2), and distance between series for normal sight and three colour blindnesses
 * (Machado, Oliveira and Fernandes 2009, severity 1; OKLab by Ottosson 2020).
 * Watched failing: the orange #e69f00 and the sky blue #56b4e9 of Okabe and Ito on white (contrast 2.2 and 2.3); the
 * green turned into an olive that deuteranopes take for the orange.
 */
import { describe, expect, it } from 'vitest';
import { colorsOf, LIGHT, PALETTES, type Palette, type ThemeName } from '../../src/figures/palette.ts';

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

const SIGHT: Readonly<Record<string, Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const times = (matrix: Matrix, [a, b, c]: Triple): Triple =>
  matrix.map((row) => row[0] * a + row[1] * b + row[2] * c) as unknown as Triple;

/** Linear sRGB. */
function linear(hex: string): Triple {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;
}

function contrast(one: string, other: string): number {
  const light = [one, other].map((hex) => {
    const [r, g, b] = linear(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  });
  return (Math.max(...light) + 0.05) / (Math.min(...light) + 0.05);
}

function oklab(rgb: Triple): Triple {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  ).map((cone) => Math.cbrt(Math.max(0, cone))) as unknown as Triple;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

function distance(one: string, other: string, sight: Matrix): number {
  const seen = [one, other].map((hex) => {
    const rgb = times(sight, linear(hex)).map((v) => Math.min(1, Math.max(0, v)));
    return oklab(rgb as unknown as Triple);
  });
  return Math.hypot(...seen[0]!.map((v, i) => v - seen[1]![i]!));
}

describe.each(Object.entries(PALETTES) as [ThemeName, Palette][])('the %s theme', (_, palette) => {
  it('has text with a contrast of 4.5 to 1', () => {
    for (const text of [palette.ink, palette.muted, ...palette.series.map((own) => own.text)])
      expect(contrast(text, palette.paper), text).toBeGreaterThanOrEqual(4.5);
    for (const share of palette.share)
      expect(contrast(palette.ink, share), share).toBeGreaterThanOrEqual(4.5);
  });

  it('has lines and markers with a contrast of 3 to 1', () => {
    for (const { color } of palette.series)
      expect(contrast(color, palette.paper), color).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.entries(SIGHT))('has series that differ for %s', (_name, sight) => {
    const colors = palette.series.map(({ color }) => color);
    for (const [i, one] of colors.entries())
      for (const other of colors.slice(i + 1))
        expect(distance(one, other, sight), `${one} ${other}`).toBeGreaterThanOrEqual(0.09);
  });

  it('has a colour for each of the light theme, and one only', () => {
    const [light, own] = [colorsOf(LIGHT), colorsOf(palette)];
    expect(own.length).toBe(light.length);
    const exchange = new Map<string, string>();
    for (const [i, color] of light.entries()) {
      expect(exchange.get(color) ?? own[i], color).toBe(own[i]);
      exchange.set(color, own[i]!);
    }
  });
});
