/**
 * The equations of a particle system in MathML: the recursion of a scheme, the field, the law of the noise, and the
 * McKean–Vlasov limit. Sources: Wan, Barsbey, Zaidi, Şimşekli (ICML 2024) for the system; McKean–Vlasov limit and its
 * Euler scheme as in docs/theory.md; common noise: Carmona & Delarue 2018, volume II, chapter 2.
 */
import type { NoiseType } from '../../noise/noiseLaw.ts';
import type { SchemeSpec } from '../../schemes/schemeSpec.ts';
import {
  abs,
  brackets,
  call,
  display,
  frac,
  mi,
  mn,
  mo,
  norm,
  row,
  sub,
  subsup,
  sum,
  sup,
  upright,
} from './mathml.ts';

/** What the equations depend on; without a scheme Euler's, without noise of both kinds the particles' own. */
export interface SystemShape {
  readonly scheme?: SchemeSpec;
  /** Whether the noise is multiplied by s(θ, m). */
  readonly multiplicative?: boolean;
  readonly common?: boolean;
  /** Pairs that meet by an interaction K, over all partners or over a batch. */
  readonly pairs?: 'exact' | 'random-batch';
}

const [k, i, j, t, eta, sigma, alpha] = ['k', 'i', 'j', 't', 'η', 'σ', 'α'].map(mi);
const d = upright('d');
const next = row(k, mo('+'), mn(1));
const theta = (time: string, particle = i) => subsup(mi('θ'), time, particle);
const zero = mn(0);
const sigma0 = sub(sigma, zero);

/** Particle i after k steps. */
export const PARTICLE: string = theta(k);

/** The noise of a step where its equation stands by itself. */
const SHOCK = subsup(mi('ξ'), k, i);

/** One step of the scheme, and what its factors are. */
export function recursion({
  scheme = { name: 'euler' },
  multiplicative,
  common,
  pairs,
}: SystemShape): string[] {
  const varied = scheme.schedule !== undefined && scheme.schedule.name !== 'constant';
  const step = varied ? sub(eta, k) : eta;
  const split = scheme.name === 'split-step';
  const drift = pairs === undefined ? fieldDrift(scheme.name === 'sgd') : pairDrift(pairs);
  const tamed = scheme.name === 'tamed-euler';
  const moved = tamed
    ? row(step, frac(drift, row(mn(1), mo('+'), step, norm(drift))))
    : row(split ? sub(mi('φ'), step) : step, drift);
  const scaled = (scale: string, index: string, particle: string) =>
    row(scale, sup(step, row(mn(1), mo('/'), index)), subsup(mi('X'), k, particle));
  const own = scaled(sigma, alpha, i);
  const both = common ? row(own, mo('+'), scaled(sigma0, sub(alpha, zero), zero)) : own;
  const together = multiplicative || common;
  const noise = row(
    split ? sub(mi('ψ'), step) : '',
    multiplicative ? row(call(mi('s'), theta(k), sub(mi('m'), k)), mo('⊙')) : '',
    together ? SHOCK : both,
  );
  return [
    display(theta(next), mo('='), theta(k), mo('+'), moved, mo('+'), noise),
    ...(together ? [display(SHOCK, mo('='), both)] : []),
    ...(split ? splitFactors(step) : []),
  ];
}

function fieldDrift(batch: boolean): string {
  return call(batch ? sub(mi('b'), sub(mi('B'), k)) : mi('b'), theta(k), sub(mi('m'), k));
}

function pairDrift(pairs: 'exact' | 'random-batch'): string {
  const among = pairs === 'exact' ? mi('N') : mi('p');
  const partners = pairs === 'exact' ? row(j, mo('≠'), i) : row(j, mo('∈'), call(sub(mi('B'), k), i));
  return brackets(
    call(mi('b'), theta(k)),
    mo('+'),
    frac(mn(1), row(among, mo('−'), mn(1))),
    sum(partners),
    call(mi('K'), row(theta(k), mo('−'), theta(k, j))),
  );
}

/** φ and ψ of the split step of rate λ: src/schemes/splitStep.ts. */
function splitFactors(step: string): string[] {
  const decay = (...factors: string[]) =>
    row(mn(1), mo('−'), sup(mi('e'), row(mo('−'), ...factors, mi('λ'), step)));
  return [
    display(sub(mi('φ'), step), mo('='), frac(decay(), mi('λ'))),
    display(
      sub(mi('ψ'), step),
      mo('='),
      sup(brackets(frac(decay(alpha), row(alpha, mi('λ'), step))), row(mn(1), mo('/'), alpha)),
    ),
  ];
}

/** m_k = (1/N) Σ φ(θ_k^j). */
export const FIELD: string = display(
  sub(mi('m'), k),
  mo('='),
  frac(mn(1), mi('N')),
  sum(row(j, mo('='), mn(1)), mi('N')),
  call(mi('φ'), theta(k, j)),
);

/** The equation of many particles and small steps, and the law that closes it. */
export function limitEquation({ scheme, multiplicative, common, pairs }: SystemShape): string[] {
  const limit = subsup(mi('θ'), t, row(i, mo(','), mi('∞')));
  const law = sub(mi('μ'), t);
  const field = call(law, mi('φ'));
  const drift =
    pairs === undefined
      ? call(mi('b'), limit, field)
      : brackets(
          call(mi('b'), limit),
          mo('+'),
          mo('∫'),
          call(mi('K'), row(limit, mo('−'), mi('y'))),
          law,
          brackets(d, mi('y')),
        );
  const varied = scheme?.schedule !== undefined && scheme.schedule.name !== 'constant';
  const own = row(sigma, d, subsup(mi('L'), t, i));
  const both = common ? row(own, mo('+'), sigma0, d, subsup(mi('L'), t, zero)) : own;
  const together = multiplicative || common;
  const shock = row(d, subsup(mi('Ξ'), t, i));
  const noise = row(multiplicative ? row(call(mi('s'), limit, field), mo('⊙')) : '', together ? shock : both);
  const given = common ? row(mo('|'), sup(mi('L'), zero)) : '';
  const equation = display(d, limit, mo('='), drift, d, t, mo('+'), noise);
  // With steps of several lengths the schedule multiplies drift and noise: no one equation stands for all schedules.
  return varied
    ? []
    : [
        equation,
        ...(together ? [display(shock, mo('='), both)] : []),
        display(law, mo('='), mi('Law'), brackets(limit, given)),
      ];
}

/** E e^{i⟨u, X⟩} of one noise vector X of the type. */
export function characteristic(type: NoiseType, ofAlpha: string = alpha): string {
  const coordinate = sub(mi('u'), j);
  const exponent = {
    I: sup(abs(sum(j), coordinate), ofAlpha),
    II: row(sum(j), sup(abs(coordinate), ofAlpha)),
    III: sup(norm(mi('u')), ofAlpha),
  }[type];
  const unit = upright('i');
  return row(
    upright('E'),
    sup(mi('e'), row(unit, mo('⟨'), mi('u'), mo(','), mi('X'), mo('⟩'))),
    mo('='),
    sup(mi('e'), row(mo('−'), exponent)),
  );
}

/** The three laws in the order of their types. */
export const CHARACTERISTICS: readonly string[] = (['I', 'II', 'III'] as const).map((type) =>
  display(characteristic(type)),
);
