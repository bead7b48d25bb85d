/**
 * The family that a browser took from a list of families. An SVG that names it first has its text measured and drawn with one
 * font, also by a program that resolves the list otherwise.
 */
import type { Page } from 'playwright-core';

/** @param families a CSS list */
export async function fontInUse(page: Page, families: string): Promise<string | null> {
  const session = await page.context().newCDPSession(page);
  try {
    await page.setContent(`<p style='font-family: ${families}'>Hamburgefonstiv 0123456789</p>`);
    await session.send('DOM.enable');
    await session.send('CSS.enable');
    const { root } = await session.send('DOM.getDocument');
    const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'p' });
    const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
    return fonts.sort((a, b) => b.glyphCount - a.glyphCount)[0]?.familyName ?? null;
  } finally {
    await session.detach();
  }
}
