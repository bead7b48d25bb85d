/** Blocks of text that are made to be copied: a button for each, which the page's script adds where there is one. */
import { escapeHtml } from '../html.ts';

/** @param name what it is, for the button: `the plan` */
export function copyBlock(text: string, name: string): string {
  return `<pre data-copy="${escapeHtml(name)}" tabindex="0" aria-label="${escapeHtml(name)}">${escapeHtml(text)}</pre>`;
}

export const COPY_SCRIPT = `
for (const block of document.querySelectorAll('pre[data-copy]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', 'Copy ' + block.dataset.copy);
  button.addEventListener('click', async () => {
    getSelection().selectAllChildren(block);
    let done = document.execCommand('copy');
    if (!done && navigator.clipboard) done = await navigator.clipboard.writeText(block.textContent).then(() => true, () => false);
    button.textContent = done ? 'Copied' : 'Selected';
  });
  const frame = document.createElement('div');
  frame.className = 'copy';
  block.before(frame);
  frame.append(block, button);
}
`;
