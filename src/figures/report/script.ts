/** The script of a report: equations wider than the page can be scrolled by keys; blocks for copying have a button. */
export const REPORT_SCRIPT = `
for (const wide of document.querySelectorAll('.equations'))
  if (wide.scrollWidth > wide.clientWidth + 1) wide.tabIndex = 0;
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
