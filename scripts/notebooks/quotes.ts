/**
 * Numbers that the text of a notebook quotes from its outputs.
 *
 * A quoted number is followed by an invisible mark with the name of the value, `0.53<!-- = slope -->`, and an output of the
 * notebook shows the value under that name, `slope: 0.5312` or `slope = 0.5312`. Outside code, $…$ and links every decimal
 * number must be marked. Documented for authors in notebooks/README.md.
 */
import { joined, type Notebook } from './notebook.ts';

const NUMBER = String.raw`[-−]?\d+(?:\.\d+)?(?:e[-+−]?\d+)?`;
const SHOWN = new RegExp(
  String.raw`(?<![\w$.])['"]?([A-Za-z_$][\w$]*)['"]?\s*[:=]\s*(?:(${NUMBER})(?![\w.])|\[([^[\]]*)\])`,
  'g',
);
const MARK = /^(?:\*{1,2}|_{1,2})?(\s?%)?(?:\*{1,2}|_{1,2})?<!-- = ([\w$[\]]+) -->/;

/** Values by name as the text outputs show them, in their decimals. A list has the names NAME[0], NAME[1], … */
export function shownValues(notebook: Notebook): Map<string, Set<string>> {
  const values = new Map<string, Set<string>>();
  const add = (name: string, shown: string) => values.set(name, (values.get(name) ?? new Set()).add(shown));
  for (const cell of notebook.cells) {
    for (const { text, data } of cell.outputs ?? []) {
      const shown = joined(text ?? data?.['text/plain']);
      for (const [, name, number, list] of shown.matchAll(SHOWN)) {
        if (number !== undefined) add(name, number);
        else for (const [i, entry] of list.split(',').entries()) add(`${name}[${i}]`, entry.trim());
      }
    }
  }
  return values;
}

/** What is wrong with the quoted numbers, a sentence each. */
export function checkQuotes(notebook: Notebook): string[] {
  const values = shownValues(notebook);
  return notebook.cells.flatMap((cell, index) =>
    cell.cell_type === 'markdown'
      ? checkText(joined(cell.source), values).map((what) => `cell ${index + 1}: ${what}`)
      : [],
  );
}

function checkText(source: string, values: Map<string, Set<string>>): string[] {
  const text = withoutCodeMathAndLinks(source);
  const wrong: string[] = [];
  const used = new Set<number>();
  for (const match of text.matchAll(new RegExp(String.raw`(?<![\w.])${NUMBER}(?![\w]|\.\d)`, 'g'))) {
    const [number] = match;
    const end = match.index + number.length;
    const mark = MARK.exec(text.slice(end));
    if (mark === null) {
      if (/[.e]/.test(number))
        wrong.push(`${number} has no mark <!-- = NAME --> of the output that it quotes`);
      continue;
    }
    used.add(end + mark[0].indexOf('<!--'));
    const problem = mismatch(number, mark[1] !== undefined, mark[2], values.get(mark[2]));
    if (problem !== null) wrong.push(problem);
  }
  for (const { index, 0: mark } of text.matchAll(/<!-- =.*?-->/g)) {
    if (!used.has(index)) wrong.push(`${mark} follows no number`);
  }
  return wrong;
}

/** A number agrees when it is the shown value, rounded to the decimals quoted. */
function mismatch(quoted: string, percent: boolean, name: string, all?: Set<string>): string | null {
  if (all === undefined) return `no output shows a value named ${name}, which is quoted as ${quoted}`;
  const [shown, other] = all;
  if (other !== undefined) return `${name} is shown as ${shown} and as ${other}: which does ${quoted} quote?`;
  const value = Number(ascii(shown)) * (percent ? 100 : 1);
  const [mantissa, exponent] = ascii(quoted).split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  const unit = 10 ** Number(exponent ?? 0);
  // Half a unit of the last digit; the slack is for binary rounding of the difference alone.
  const apart = Math.abs(value / unit - Number(mantissa));
  if (apart <= 0.5 * 10 ** -decimals * (1 + 1e-9)) return null;
  return `${quoted}${percent ? ' %' : ''} quotes ${name}, which the output shows as ${shown}`;
}

function ascii(number: string): string {
  return number.replaceAll('−', '-');
}

/** The same text with what holds no quoted numbers blanked, at the same positions. */
function withoutCodeMathAndLinks(source: string): string {
  const blank = (text: string) => ' '.repeat(text.length);
  return source
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, blank)
    .replace(/`[^`\n]*`/g, blank)
    .replace(/\$\$[\s\S]*?\$\$/g, blank)
    .replace(/\$[^$\n]+\$/g, blank)
    .replace(/\]\([^)]*\)/g, blank)
    .replace(/<(?!!--)[^>]*>/g, blank);
}
