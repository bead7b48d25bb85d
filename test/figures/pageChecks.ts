/**
 * What a page must be for every reader, as a script that runs in the page and returns sentences about what is wrong:
 * links and ids, headings and landmarks, names of pictures, tables and buttons, width, size of text, contrast.
 *
 * Small letters within mathematics and raised ones are left out of the size of text: they are that small in every paper.
 */

export const PAGE_CHECKS = `(() => {
  const wrong = [];
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const said = (element) => element.textContent.trim().slice(0, 40);

  const ids = all('[id]').map((element) => element.id);
  for (const id of ids.filter((id, at) => ids.indexOf(id) < at)) wrong.push('two elements are ' + id);
  for (const link of all('a[href]'))
    if (!link.hash || !document.getElementById(decodeURIComponent(link.hash.slice(1)))) wrong.push('no target: ' + link.href);
  for (const owner of all('[aria-labelledby]'))
    if (!document.getElementById(owner.getAttribute('aria-labelledby'))) wrong.push('no label: ' + said(owner));

  let level = 0;
  for (const heading of all('h1, h2, h3, h4, h5, h6')) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) wrong.push('heading h' + own + ' after h' + level + ': ' + said(heading));
    level = own;
  }
  if (all('h1').length !== 1) wrong.push(all('h1').length + ' first headings');
  for (const landmark of ['main', 'body > header', 'nav[aria-label]', 'body > footer'])
    if (all(landmark).length !== 1) wrong.push(all(landmark).length + ' of ' + landmark);
  if (document.documentElement.lang === '') wrong.push('no language');

  for (const plot of all('figure .plot'))
    if (plot.getAttribute('role') !== 'img' || (plot.getAttribute('aria-label') ?? '').length < 20) wrong.push('a plot without words');
  for (const table of all('table')) {
    if (!table.caption?.textContent.trim()) wrong.push('a table without caption');
    if (all('thead th', table).some((cell) => cell.scope !== 'col')) wrong.push('column header without scope');
    if (all('tbody tr', table).some((row) => row.cells[0].scope !== 'row')) wrong.push('row header without scope');
  }
  for (const button of all('button'))
    if (!(button.getAttribute('aria-label') ?? button.textContent).trim()) wrong.push('a button without name');

  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) {
    const wide = all('main *').filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
    wrong.push('the page is ' + width + ' wide: ' + wide.slice(0, 3).map((e) => e.tagName + ' ' + said(e)).join('; '));
  }
  for (const text of all('.main-svg text')) {
    const own = text.getBoundingClientRect();
    const plot = text.closest('.plot').getBoundingClientRect();
    if (own.width > 0 && (own.left < plot.left - 1 || own.right > plot.right + 1 || own.top < plot.top - 1 || own.bottom > plot.bottom + 1))
      wrong.push('cut at the edge of its figure: ' + said(text));
  }

  const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const parse = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const background = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const own = parse(getComputedStyle(at).backgroundColor);
      if (own.length === 3 || own[3] === 1) return own;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || seen.has(element) || element.closest('script, style, noscript, .unseen, .heatmaplayer')) continue;
    seen.add(element);
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (box.width === 0 || style.visibility === 'hidden' || element.closest('.modebar')) continue;
    const svg = element instanceof SVGElement;
    if (!element.closest('math, sup, sub, tspan') && parseFloat(style.fontSize) < 12)
      wrong.push(style.fontSize + ' is small: ' + said(element));
    const ink = light(parse(svg ? style.fill : style.color));
    const paper = light(background(element));
    const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (contrast < 4.5) wrong.push('contrast ' + contrast.toFixed(2) + ': ' + said(element));
  }
  return [...new Set(wrong)];
})()`;
