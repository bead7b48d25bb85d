/**
 * The field's notation as LaTeX: `discretisation error E sup‖Δθ‖` is `$\textsf{discretisation error }\mathbb{E}\,\sup\|\Delta\theta\|$`.
 *
 * Words stay in sans serif, as the rest of a figure; single letters, Greek and signs are mathematics. What a user wrote between
 * dollars is taken as it is.
 */

const SIGNS: Readonly<Record<string, string>> = {
  α: '\\alpha ',
  β: '\\beta ',
  γ: '\\gamma ',
  δ: '\\delta ',
  ε: '\\varepsilon ',
  η: '\\eta ',
  θ: '\\theta ',
  κ: '\\kappa ',
  λ: '\\lambda ',
  μ: '\\mu ',
  ξ: '\\xi ',
  π: '\\pi ',
  ρ: '\\rho ',
  σ: '\\sigma ',
  τ: '\\tau ',
  φ: '\\varphi ',
  Δ: '\\Delta ',
  Σ: '\\Sigma ',
  '‖': '\\|',
  '⟨': '\\langle ',
  '⟩': '\\rangle ',
  '−': '-',
  '±': '\\pm ',
  '·': '\\cdot ',
  '×': '\\times ',
  '≤': '\\le ',
  '≥': '\\ge ',
  '≈': '\\approx ',
  '→': '\\to ',
  '∞': '\\infty ',
  '…': '\\ldots ',
  '●': '\\bullet ',
  '■': '\\blacksquare ',
  '◆': '\\blacklozenge ',
  '▲': '\\blacktriangle ',
  '▼': '\\blacktriangledown ',
  '✓': '\\checkmark ',
  '✗': '\\times ',
  '○': '\\circ ',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
  '{': '\\{',
  '}': '\\}',
};

const OPERATORS: Readonly<Record<string, string>> = {
  sup: '\\sup',
  inf: '\\inf',
  cos: '\\cos',
  sin: '\\sin',
  log: '\\log',
  exp: '\\exp',
  Re: '\\operatorname{Re}',
  Im: '\\operatorname{Im}',
};

const RELATIONS = new Set(['=', '−', '+', '±', '≤', '≥', '≈', '→', '<', '>', '&lt;', '&gt;']);

/** Letters that are words or numerals where they stand alone. */
const WORDS = new Set(['a', 'A', 'I']);

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻';
const LOWERED = '₀₁₂₃₄₅₆₇₈₉';

const TOKEN =
  /\$[^$]*\$|<sup>.*?<\/sup>|<sub>.*?<\/sub>|<br\s*\/?>|<\/?[a-z]+>|&(?:lt|gt|amp);|[√∛∜](?:sup)?‖[^‖]*‖|[√∛∜]|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+|[₀₁₂₃₄₅₆₇₈₉]+|ΔE|\^(?:\([^()]*\)|[\w.]+)|[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'-]*|\d[\d.]*|[ \u00a0]+|./gsu;

/** Plotly text as one formula, which is what MathJax is given; lines become the rows of an array. */
export function latexOf(text: string): string {
  if (text === '') return '';
  const rows = text.replaceAll(/\$[^$]*\$/g, (own) => own.replaceAll(/<br\s*\/?>/g, ' ')).split(/<br\s*\/?>/);
  const formulas = rows.map(formulaOf);
  return formulas.length === 1
    ? `$${formulas[0]}$`
    : `$\\begin{array}{l}${formulas.join('\\\\[-5pt] ')}\\end{array}$`;
}

/** Whether Plotly would take a text as mathematics. */
export function hasLatex(text: string): boolean {
  return /\$[^$]+\$/.test(text);
}

function formulaOf(text: string): string {
  const tokens = text.match(TOKEN) ?? [];
  return tokens
    .map((token, i) => {
      const [before, next] = [tokens[i - 1] ?? '', tokens[i + 1] ?? ''];
      const negative = (at: number) => tokens[at] === '−' && /^\d/.test(tokens[at + 1] ?? '');
      if (isSpace(token)) return spaceOf(token, before, negative(i + 1) ? '' : next);
      // A single letter before a wide space is the name of a panel.
      if (/^[a-z]$/.test(token) && next.length > 1 && isSpace(next)) return `\\textsf{${token}}`;
      // Without braces a minus after a word would be one between two numbers.
      if (negative(i) && !/^\d/.test(before)) return '{-}';
      return tokenOf(token, next, tokens[i + 2] ?? '');
    })
    .join('');
}

const isSpace = (token: string) => /^[ \u00a0]+$/.test(token);

/** Relations and operations bring their own spaces; two and more spaces are a wide one. */
function spaceOf(space: string, before: string, next: string): string {
  if (space.length > 1) return '\\quad ';
  return [before, next].some((token) => RELATIONS.has(token)) ? '' : '\\ ';
}

function tokenOf(token: string, next: string, afterNext: string): string {
  if (/^\$[^$]+\$$/.test(token)) return token.slice(1, -1);
  const tag = /^<(sup|sub)>(.*)<\/\1>$/.exec(token);
  if (tag !== null) return `${tag[1] === 'sup' ? '^' : '_'}{${formulaOf(tag[2]!)}}`;
  if (token.startsWith('^')) return `^{${formulaOf(token.slice(1).replace(/^\((.*)\)$/, '$1'))}}`;
  if (token === 'ΔE') return '\\Delta\\mathbb{E}';
  if (token.startsWith('<')) return '';
  if (token.startsWith('&')) return { '&lt;': '<', '&gt;': '>', '&amp;': '\\&' }[token]!;
  if (/^\d/.test(token)) return `\\mathsf{${token}}`;
  if (/^[√∛∜]/.test(token)) {
    const order = { '√': '', '∛': '[3]', '∜': '[4]' }[token[0]!];
    return `\\sqrt${order}{${formulaOf(token.slice(1))}}`;
  }
  if (RAISED.includes(token[0]!)) return `^{${digits(token, RAISED)}}`;
  if (LOWERED.includes(token[0]!)) return `_{${digits(token, LOWERED)}}`;
  if (/^[A-Za-zÀ-ÿ]/.test(token)) return wordOf(token, next, afterNext);
  return SIGNS[token] ?? token;
}

function wordOf(word: string, next: string, afterNext: string): string {
  if (Object.hasOwn(OPERATORS, word)) return `${OPERATORS[word]} `;
  if (word === 'E' && (next === ' ' || next === '\u00a0') && /^[‖√∛∜|s]/.test(afterNext))
    return '\\mathbb{E}';
  if (word === 'P' && next === '(') return '\\mathbb{P}';
  if (word.length === 1 && !WORDS.has(word)) return word;
  return `\\textsf{${word}}`;
}

function digits(text: string, alphabet: string): string {
  return [...text].map((character) => '0123456789-'[alphabet.indexOf(character)]).join('');
}
