/** The formats a figure is drawn in, and how a file of each carries its figure. */
import type { Carrier } from './carrier.ts';
import { htmlCarrier } from './html.ts';
import { jsonCarrier } from './json.ts';
import { pdfCarrier } from './pdf.ts';
import { pngCarrier } from './png.ts';
import { svgCarrier } from './svg.ts';

export const CARRIERS = {
  svg: svgCarrier,
  pdf: pdfCarrier,
  png: pngCarrier,
  html: htmlCarrier,
  json: jsonCarrier,
} as const satisfies Record<string, Carrier>;

export type PictureFormat = keyof typeof CARRIERS;
