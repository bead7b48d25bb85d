/**
 * The field's notation as LaTeX.
 * Watched failing: a minus before a number set as a difference; the fourth root without its index; a user's own formula
 * wrapped into words.
 */
import { describe, expect, it } from 'vitest';
import { hasLatex, latexOf } from '../../src/figures/latex.ts';

describe('latexOf', () => {
  it.each([
    ['step η', '$\\textsf{step}\\ \\eta $'],
    [
      'chaos error E sup‖Δθ‖',
      '$\\textsf{chaos}\\ \\textsf{error}\\ \\mathbb{E}\\ \\sup \\|\\Delta \\theta \\|$',
    ],
    ['(E ∜‖Δθ‖)⁴', '$(\\mathbb{E}\\ \\sqrt[4]{\\|\\Delta \\theta \\|})^{4}$'],
    ['|ΔE cos(θ − 2)|', '$|\\Delta\\mathbb{E}\\ \\cos (\\theta -\\mathsf{2})|$'],
    ['(E ‖Δθ‖^p)^(1/p)', '$(\\mathbb{E}\\ \\|\\Delta \\theta \\|^{p})^{\\mathsf{1}/p}$'],
    ['theory −1/6', '$\\textsf{theory}\\ {-}\\mathsf{1}/\\mathsf{6}$'],
    ['slope −0.168 ± 0.008', '$\\textsf{slope}\\ {-}\\mathsf{0.168}\\pm \\mathsf{0.008}$'],
    ['P(|X| &gt; x)', '$\\mathbb{P}(|X|>x)$'],
    ['η<sup>0.5</sup>', '$\\eta ^{\\mathsf{0.5}}$'],
    ['Re ρ₁', '$\\operatorname{Re} \\ \\rho _{1}$'],
    ['50 % of a_b', '$\\mathsf{50}\\ \\%\\ \\textsf{of}\\ \\textsf{a}\\_b$'],
  ])('%s', (text, latex) => {
    expect(latexOf(text)).toBe(latex);
  });

  it("takes a user's own formula as it is, with the words around it", () => {
    expect(latexOf('my $\\hat\\theta_1$ here')).toBe('$\\textsf{my}\\ \\hat\\theta_1\\ \\textsf{here}$');
    expect(latexOf('$a<br>b$')).toBe('$a b$');
  });

  it('makes lines the rows of an array', () => {
    expect(latexOf('<b>● α = 2</b><br>theory 1')).toBe(
      '$\\begin{array}{l}\\bullet \\ \\alpha =\\mathsf{2}\\\\[-5pt] \\textsf{theory}\\ \\mathsf{1}\\end{array}$',
    );
  });

  it('is nothing of nothing, and tells formulas from prices', () => {
    expect(latexOf('')).toBe('');
    expect(hasLatex('$x$')).toBe(true);
    expect(hasLatex('5 $')).toBe(false);
  });
});
