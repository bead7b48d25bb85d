/** A table of numbers, of plain text, as a section of its own. */
import { figureElement, type PageFigure } from '../html.ts';
import { dataTables } from './dataTable.ts';
import type { Section } from './page.ts';
import { cellText } from './prose.ts';
import { htmlTable } from './table.ts';

export interface ReportTable {
  readonly title: string;
  /** What the title does not say. */
  readonly caption?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function numbersSection({ title, caption, columns, rows }: ReportTable): Section {
  return {
    title,
    content: htmlTable({
      caption: caption ?? title,
      headed: caption === undefined,
      kind: 'numbers',
      columns: columns.map((name) => ({ name, style: 'number' })),
      rows: rows.map((cells) => cells.map(cellText)),
    }),
  };
}

/** Figures under headings of their own, numbered through; no section without figures. */
export function figureSections(
  groups: readonly { readonly heading: string; readonly figures: readonly PageFigure[] }[],
): Section[] {
  let number = 0;
  const numbered = (figure: PageFigure) => {
    number++;
    const below = dataTables(figure.spec, `Figure ${number}`);
    return figureElement(figure, { number, level: 3, below });
  };
  return groups
    .filter(({ figures }) => figures.length > 0)
    .map(({ heading, figures }) => ({
      title: heading,
      content: figures.map(numbered).join('\n'),
    }));
}
