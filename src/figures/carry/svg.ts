/** SVG: a `<metadata>` element, the first of the picture. */
import { CARRIED, elementCarrier } from './carrier.ts';
import { escapeXml, unescapeXml } from './xml.ts';

export const svgCarrier = elementCarrier(
  { open: `<metadata id="${CARRIED}">`, close: '</metadata>' },
  (svg) => svg.indexOf('>', svg.indexOf('<svg')) + 1,
  { write: escapeXml, read: unescapeXml },
);
