/**
 * Numbers and words as a reader of figures expects them: true minus signs, short exponents, fractions by name.
 *
 * Plotly renders a few HTML tags in its texts; whatever a user wrote goes through `plain`.
 */

const MINUS = '\u2212';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Text in which Plotly finds no markup. */
export function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Plotly's text as plain text (for hover-free uses: alt texts, captions). */
export function withoutMarkup(text: string): string {
  return text
    .replaceAll(/<br\s*\/?>/g, ' ')
    .replaceAll(/<sup>(.*?)<\/sup>/g, '^$1')
    .replaceAll(/<\/?[a-z][^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Three significant digits, scientific outside [0.001, 100000); integers below 100000 whole. */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : value > 0 ? '∞' : `${MINUS}∞`;
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text =
    size < 1e5 && Number.isInteger(size)
      ? String(size)
      : size >= 1e-3 && size < 1e5
        ? String(Number(size.toPrecision(digits)))
        : scientific(size, digits);
  return value < 0 ? MINUS + text : text;
}

function scientific(size: number, digits: number): string {
  const [mantissa, exponent] = size.toExponential(digits - 1).split('e') as [string, string];
  const short = String(Number(mantissa));
  const power = `10${superscript(Number(exponent))}`;
  return short === '1' ? power : `${short}·${power}`;
}

/** An integer in superscript characters. */
export function superscript(integer: number): string {
  const digits = [...String(Math.abs(integer))].map((d) => SUPERSCRIPTS[Number(d)]).join('');
  return integer < 0 ? `⁻${digits}` : digits;
}

/** Fixed decimals with a true minus sign; no "−0.00". */
export function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/** `−0.50 [−0.52, −0.48]`, with a third decimal where the interval is narrower than 0.02. */
export function formatSlope(slope: number, interval: readonly [number, number]): string {
  const decimals = slopeDecimals(interval);
  return `${fixed(slope, decimals)} ${formatInterval(interval, decimals)}`;
}

export function formatInterval(interval: readonly [number, number], decimals: number): string {
  return `[${fixed(interval[0], decimals)}, ${fixed(interval[1], decimals)}]`;
}

export function slopeDecimals(interval: readonly [number, number]): number {
  return interval[1] - interval[0] < 0.02 ? 3 : 2;
}

/** −0.5 is `−1/2`, 3/7 is `3/7`: a fraction with a denominator up to 12, else three decimals. */
export function exponentName(exponent: number): string {
  for (let q = 1; q <= 12; q++) {
    const p = Math.round(Math.abs(exponent) * q);
    if (Math.abs(Math.abs(exponent) * q - p) < 1e-9) {
      const text = q === 1 ? String(p) : `${p}/${q}`;
      return exponent < 0 && p !== 0 ? MINUS + text : text;
    }
  }
  return fixed(exponent, 3);
}

/** Breaks plain text or Plotly markup at spaces into lines of at most `width` visible characters, where it can. */
export function wrap(text: string, width: number): string {
  const lines: string[] = [];
  for (const paragraph of text.split('<br>')) {
    let line = '';
    // `α = 2` stays on one line.
    for (const word of paragraph.split(/(?<!=) (?!=)/)) {
      if (line !== '' && withoutMarkup(`${line} ${word}`).length > width) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines.join('<br>');
}

export function lineCount(text: string): number {
  return text === '' ? 0 : text.split('<br>').length;
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}
