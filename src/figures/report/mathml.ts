/**
 * MathML core as text, which browsers draw offline and screen readers read. Every function takes and returns MathML;
 * only `mi`, `mn`, `mo` and `mtext` take plain text, which they escape.
 */
import { escapeHtml } from '../html.ts';

export const mi = (name: string): string => `<mi>${escapeHtml(name)}</mi>`;
export const mo = (sign: string): string => `<mo>${escapeHtml(sign)}</mo>`;
export const mn = (number: number | string): string =>
  `<mn>${escapeHtml(String(number).replace('-', '−'))}</mn>`;
export const mtext = (text: string): string => `<mtext>${escapeHtml(text)}</mtext>`;
export const upright = (text: string): string => `<mi mathvariant="normal">${escapeHtml(text)}</mi>`;
export const row = (...parts: readonly string[]): string => `<mrow>${parts.join('')}</mrow>`;
export const sub = (base: string, index: string): string => `<msub>${base}${index}</msub>`;
export const sup = (base: string, power: string): string => `<msup>${base}${power}</msup>`;
export const subsup = (base: string, index: string, power: string): string =>
  `<msubsup>${base}${index}${power}</msubsup>`;
export const frac = (top: string, bottom: string): string => `<mfrac>${top}${bottom}</mfrac>`;
export const root = (of: string): string => `<msqrt>${of}</msqrt>`;

/** ∑ with a lower and, where given, an upper bound. */
export const sum = (from: string, to?: string): string =>
  to === undefined ? `<munder>${mo('∑')}${from}</munder>` : `<munderover>${mo('∑')}${from}${to}</munderover>`;

export const brackets = (...inside: readonly string[]): string => row(mo('('), ...inside, mo(')'));
export const norm = (...inside: readonly string[]): string => row(mo('‖'), ...inside, mo('‖'));
export const abs = (...inside: readonly string[]): string => row(mo('|'), ...inside, mo('|'));

/** f(a, b). */
export const call = (name: string, ...args: readonly string[]): string =>
  row(name, mo('('), args.join(mo(',')), mo(')'));

/** An equation on a line of its own. */
export const display = (...parts: readonly string[]): string =>
  `<math display="block">${row(...parts)}</math>`;

/** Mathematics within a sentence. */
export const inline = (...parts: readonly string[]): string => `<math>${row(...parts)}</math>`;

/** Equations beside each other, or below where they do not fit. */
export const equations = (...displays: readonly string[]): string =>
  `<div class="equations">${displays.join('')}</div>`;
