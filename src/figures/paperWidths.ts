/**
 * Widths of figures on paper: lengths, and by name those that journals and conferences ask for, one column and the whole page.
 *
 * Sources: Nature, research figure guide (figure sizing); IEEE Author Center (size requirements for graphics); ICML and NeurIPS,
 * column and text width of their LaTeX styles.
 */
import { BadInput } from '../engine/badInput.ts';
import { millimetresOf } from './length.ts';

export const PAPER_WIDTHS = {
  nature: '89mm',
  'nature-page': '183mm',
  ieee: '3.5in',
  'ieee-page': '7.16in',
  icml: '3.25in',
  'icml-page': '6.75in',
  neurips: '5.5in',
} as const;

/** Millimetres: narrower no text is read, wider no page is. */
const NARROWEST = 40;
const WIDEST = 1000;

/** Millimetres of a length, or of a name above. @param field its name in the refusal @throws BadInput */
export function paperWidth(text: string, field: string): number {
  const width = millimetresOf(
    Object.hasOwn(PAPER_WIDTHS, text) ? PAPER_WIDTHS[text as keyof typeof PAPER_WIDTHS] : text,
  );
  if (!(width >= NARROWEST && width <= WIDEST))
    throw new BadInput(
      `${field} is ${JSON.stringify(text)}; it must be a length from ${NARROWEST}mm to ${WIDEST}mm, in mm, cm, in, pt or px, or one of ${Object.keys(PAPER_WIDTHS).join(', ')}.`,
    );
  return width;
}
