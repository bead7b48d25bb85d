/** Sentences of plain text as HTML: raised powers, true minus signs, intervals that do not break. */
import { escapeHtml } from '../html.ts';

/** `N^(−1/2)`, `x^(-α)` and `n^0.6` have raised powers, `-0.5` a minus sign. */
export function prose(text: string): string {
  return escapeHtml(text)
    .replaceAll(/\^\(((?:[^()]|\([^()]*\))*)\)/g, '<sup>$1</sup>')
    .replaceAll(/\^([−-]?[\w./]*\w)/g, '<sup>$1</sup>')
    .replaceAll(/(^|[\s[(,>])-(?=[\dα-ω])/g, '$1−');
}

/** A cell of a table: `[0.1, 0.2]` stays on one line; an empty one says so. */
export function cellText(text: string): string {
  if (text === '') return '–';
  return escapeHtml(text.replaceAll(/\[[^\]]*\]/g, (interval) => interval.replaceAll(' ', '\u00a0')));
}
