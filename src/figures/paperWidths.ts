/**
 * Widths of figures as journals and conferences ask for them, by name: one column, and the whole page.
 *
 * Sources: Nature, research figure guide (figure sizing); IEEE Author Center (size requirements for graphics); ICML and NeurIPS,
 * column and text width of their LaTeX styles.
 */
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

/** Millimetres of a length, or of a name above; NaN where the text is neither. */
export function paperWidth(text: string): number {
  return millimetresOf(
    Object.hasOwn(PAPER_WIDTHS, text) ? PAPER_WIDTHS[text as keyof typeof PAPER_WIDTHS] : text,
  );
}
