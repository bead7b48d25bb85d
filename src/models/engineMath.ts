/**
 * Functions of the engine whose last bits differ between engines and versions, found in a model's source: Math.exp and its
 * kin, and the operator **. The functions of `mckean/math` have the same bits everywhere.
 */
const FUNCTIONS =
  'exp|expm1|log|log1p|log2|log10|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|cbrt|hypot';
const CALL = new RegExp(`\\bMath\\s*\\.\\s*(?:${FUNCTIONS})\\b`, 'g');
/** const { exp, sin } = Math */
const TAKEN = /\{([^{}]*)\}\s*=\s*Math\b/g;

/** "Math.exp in line 3", … in the order of the source; comments and texts are not read. */
export function engineMath(source: string): string[] {
  const code = withoutTexts(source);
  const found: [number, string][] = [];
  for (const { index, 0: name } of code.matchAll(CALL)) found.push([index, name.replaceAll(/\s/g, '')]);
  for (const { index, 1: names } of code.matchAll(TAKEN)) {
    for (const [name] of names.matchAll(new RegExp(`\\b(?:${FUNCTIONS})\\b`, 'g')))
      found.push([index, `Math.${name}`]);
  }
  for (const { index } of code.matchAll(/\*\*/g)) found.push([index, '**']);
  return found
    .sort(([a], [b]) => a - b)
    .map(([index, name]) => `${name} in line ${code.slice(0, index).split('\n').length}`);
}

/** Comments and texts become blanks; lines stay. */
function withoutTexts(source: string): string {
  return source.replaceAll(
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g,
    (text) => text.replaceAll(/[^\n]/g, ' '),
  );
}
