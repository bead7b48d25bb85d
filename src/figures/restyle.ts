/** Placeholder with the agreed signature until the branch figlook is merged. */
import type { FigureSpec } from './theme.ts';

export type ThemeName = 'light' | 'dark' | 'print';

export function restyle(spec: FigureSpec, options: { theme: ThemeName; width?: number }): FigureSpec {
  const { width } = options;
  return width === undefined ? spec : { ...spec, layout: { ...spec.layout, width: Math.max(400, width) } };
}
