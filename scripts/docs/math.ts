/**
 * Equations of Markdown pages as SVG, made by MathJax when the pages are built, with no network: the same in every browser,
 * whatever fonts there are. A reader who sees no picture is read the TeX.
 *
 * As GitHub reads them: `$…$` in a line, where no blank stands inside the dollars and no digit follows; `$$…$$`, and blocks of
 * the language `math`, on lines of their own. An equation that is none ends the build.
 */
import { createRequire } from 'node:module';
import { escapeHtml } from '../../src/figures/html.ts';

/** What this plugin uses of markdown-it. */
export interface Parser {
  readonly inline: { readonly ruler: Ruler<InlineState> };
  readonly block: { readonly ruler: Ruler<BlockState> };
  readonly renderer: {
    readonly rules: Record<
      string,
      ((tokens: Token[], index: number, ...rest: unknown[]) => string) | undefined
    >;
  };
}
interface Ruler<State> {
  before(
    other: string,
    name: string,
    rule: (state: State, ...rest: never[]) => boolean,
    options?: { alt: string[] },
  ): void;
}
interface Token {
  content: string;
  readonly info: string;
  map: [number, number] | null;
}
interface InlineState {
  readonly src: string;
  pos: number;
  push(type: string, tag: string, nesting: number): Token;
}
interface BlockState {
  readonly bMarks: number[];
  readonly tShift: number[];
  readonly eMarks: number[];
  readonly src: string;
  line: number;
  push(type: string, tag: string, nesting: number): Token;
}

export type Typeset = (tex: string, display: boolean) => string;

/** Starts MathJax. The function throws where it cannot read an equation. */
export async function createTypeset(): Promise<Typeset> {
  const mathjax = await createRequire(import.meta.url)('mathjax').init({
    loader: { load: ['input/tex-base', '[tex]/ams', '[tex]/newcommand', 'output/svg'] },
    tex: {
      packages: ['base', 'ams', 'newcommand'],
      formatError: (_: unknown, error: Error) => {
        throw error;
      },
    },
    svg: { fontCache: 'local' },
  });
  const { adaptor } = mathjax.startup;
  return (tex, display) => {
    try {
      const svg: string = adaptor.innerHTML(mathjax.tex2svg(tex, { display }));
      return svg.replace('<svg ', `<svg aria-label="${escapeHtml(tex)}" `);
    } catch (cause) {
      throw new Error(`The equation ${tex} cannot be typeset: ${(cause as Error).message}`, { cause });
    }
  };
}

/** Teaches a markdown-it parser the equations. */
export function addMath(parser: Parser, typeset: Typeset): void {
  parser.inline.ruler.before('escape', 'math', (state: InlineState, silent: boolean) => {
    const found = /^(?:\$\$(.+?)\$\$|\$`(.+?)`\$|\$(?![\s$])((?:\\.|[^$\\])*?)(?<!\s)\$(?!\d))/s.exec(
      state.src.slice(state.pos),
    );
    if (found === null) return false;
    if (!silent)
      state.push(found[1] === undefined ? 'math' : 'math_display', '', 0).content =
        found[1] ?? found[2] ?? found[3];
    state.pos += found[0].length;
    return true;
  });
  parser.block.ruler.before(
    'fence',
    'math_block',
    (state: BlockState, first: number, last: number, silent: boolean) => {
      const lineAt = (line: number) =>
        state.src.slice(state.bMarks[line] + state.tShift[line], state.eMarks[line]);
      if (!lineAt(first).startsWith('$$')) return false;
      let end = first;
      const ends = () =>
        lineAt(end).trimEnd().endsWith('$$') && (end > first || lineAt(first).trim().length > 3);
      while (end < last && !ends()) end++;
      if (end === last) return false;
      if (silent) return true;
      const lines = Array.from({ length: end - first + 1 }, (_, i) => lineAt(first + i))
        .join('\n')
        .trim();
      const token = state.push('math_display', '', 0);
      token.content = lines.slice(2, -2);
      token.map = [first, end + 1];
      state.line = end + 1;
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  );
  const { rules } = parser.renderer;
  const { fence } = rules;
  rules.math = (tokens, index) => typeset(tokens[index].content, false);
  rules.math_display = (tokens, index) =>
    `<div class="equation">${typeset(tokens[index].content, true)}</div>\n`;
  rules.fence = (tokens, index, ...rest) =>
    tokens[index].info.trim() === 'math'
      ? rules.math_display!(tokens, index)
      : fence!(tokens, index, ...rest);
}
