/** Lengths as a journal gives them: `85mm`, `8.5 cm`, `3.35in`, `241pt`, `320px`; 1 in = 25.4 mm = 72 pt = 96 px. */

const MILLIMETRES: Readonly<Record<string, number>> = {
  mm: 1,
  cm: 10,
  in: 25.4,
  pt: 25.4 / 72,
  px: 25.4 / 96,
};

/** Millimetres; NaN where the text is no length with one of the units. */
export function millimetresOf(text: string): number {
  const match = /^\s*(\d+\.?\d*|\.\d+)\s*(mm|cm|in|pt|px)\s*$/.exec(text);
  return match === null ? Number.NaN : Number(match[1]) * MILLIMETRES[match[2]!]!;
}

/** CSS pixels, 96 to the inch. */
export function pixelsOf(millimetres: number): number {
  return millimetres / MILLIMETRES.px!;
}

/** Millimetres of CSS pixels. */
export function millimetresOfPixels(pixels: number): number {
  return pixels * MILLIMETRES.px!;
}
