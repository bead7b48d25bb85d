/** What the reports on a user's own weights ask, and the equations of what they measure. */
import {
  call,
  display,
  equations,
  frac,
  inline,
  mi,
  mn,
  mo,
  norm,
  row,
  sub,
  subsup,
  sup,
  upright,
} from './mathml.ts';

export const TAILS_QUESTION =
  'Are the weights of these layers heavy-tailed, and how heavy? Several estimators of the tail index are asked, since each assumes something else of the weights; where a tail is light, or an estimate cannot be trusted, a warning says so.';

export const PRUNING_QUESTION =
  'How much of these layers can be removed before their weights change by more than the target? Node pruning removes the neurons of smallest norm, magnitude pruning the smallest entries, singular-value pruning the smallest singular values.';

/** P(size > x) ∼ C x^(−α), and γ = 1/α. */
export function tailMath(size: string): string {
  const [x, alpha] = ['x', 'α'].map(mi);
  return display(
    call(mi('P'), row(size, mo('>'), x)),
    mo('∼'),
    mi('C'),
    sup(x, row(mo('−'), alpha)),
    mo(','),
    mi('γ'),
    mo('='),
    frac(mn(1), alpha),
  );
}

export function tailsSetUp(rows: boolean): string {
  const [u, w, alpha, sigma] = ['u', 'w', 'α', 'σ'].map(mi);
  const of = rows ? norm(w) : row(mo('|'), w, mo('|'));
  const stable = display(
    upright('E'),
    sup(mi('e'), row(upright('i'), u, mo('('), w, mo('−'), mi('δ'), mo(')'))),
    mo('='),
    sup(mi('e'), row(mo('−'), sup(sigma, alpha), sup(row(mo('|'), u, mo('|')), alpha))),
  );
  return `<p>${rows ? 'A row of a layer, the weights of one neuron, is one vector' : 'The entries of a layer are taken for values'} ${inline(w)} of one law. Its tail index α says how slowly its tail falls:</p>
${equations(tailMath(of))}
<p>Estimators from the largest values assume no more than that. The others assume the symmetric stable law of index α, scale σ and centre δ,</p>
${equations(stable)}
<p>whose tail has the same α below 2; at α = 2 it is the normal law of variance 2σ².</p>`;
}

/** @param power p of the relative ℓ_p error */
export function pruningSetUp(power: number, squared: boolean, centred: boolean): string {
  const [W, kept] = [mi('W'), mi('Ŵ')];
  const index = power === 2 ? mi('F') : mn(power);
  const size = (of: string) => (squared ? subsup(norm(of), index, mn(2)) : sub(norm(of), index));
  const error = display(upright('error'), mo('='), frac(size(row(W, mo('−'), kept)), size(W)));
  const median = centred ? ' Medians are taken off the weights before, and put back after.' : '';
  return `<p>A layer is a matrix ${inline(W)} whose rows are neurons; ${inline(kept)} is what pruning leaves of it, zeros in place of what it removes. The relative error${squared ? ' squared' : ''} is</p>
${equations(error)}
<p>with the ${power === 2 ? 'Frobenius norm' : `ℓ_${power} norm of all entries`}.${median}</p>`;
}
