/** Blocks of text that are made to be copied: the page's script (script.ts) gives each a button. */
import { escapeHtml } from '../html.ts';

/** @param name what it is, for the button: `the plan` */
export function copyBlock(text: string, name: string): string {
  return `<pre data-copy="${escapeHtml(name)}" tabindex="0" aria-label="${escapeHtml(name)}">${escapeHtml(text)}</pre>`;
}
