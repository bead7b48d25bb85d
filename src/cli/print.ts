/** What goes to standard output: one JSON document, or a table of plain text. */

/** A JSON document; NaN and infinities, which JSON lacks, become strings rather than null. */
export function jsonText(document: unknown): string {
  return JSON.stringify(document, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );
}

export function printJson(document: unknown): void {
  process.stdout.write(`${jsonText(document)}\n`);
}

/** Columns padded to their widest cell, two spaces apart; the first row is the header. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0].map((_, c) => Math.max(...rows.map((row) => width(row[c]))));
  for (const [r, row] of rows.entries()) {
    process.stdout.write(
      `${row
        .map((cell, c) => cell + ' '.repeat(widths[c] - width(cell)))
        .join('  ')
        .trimEnd()}\n`,
    );
    if (r === 0)
      process.stdout.write(
        `${widths
          .map((w) => '─'.repeat(w))
          .join('  ')
          .trimEnd()}\n`,
      );
  }
}

function width(text: string): number {
  return [...text].length;
}

/** Up to `digits` significant digits, without trailing zeros. */
export function shortNumber(value: number, digits = 4): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : String(value);
}

/** A field value: a number, or [re, im] as a complex number. */
export function fieldValue(value: number | readonly [number, number], digits = 6): string {
  if (typeof value === 'number') return shortNumber(value, digits);
  const [re, im] = value;
  return `${shortNumber(re, digits)} ${im < 0 ? '−' : '+'} ${shortNumber(Math.abs(im), digits)}i`;
}
