/**
 * The set-up of a report is that of the run's own plan: its equations as well-formed MathML, and the values it has.
 * Watched failing on: the drift of minibatches without its batch; brackets left out of a difference within a
 * difference, and around the call of a power; a parameter's value in place of another's; `<` of a choice not escaped; x1
 * without its index.
 */
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../src/engine/plan.ts';
import { formulaMath } from '../../src/figures/report/formulaMath.ts';
import { planSetUp, systemsSetUp } from '../../src/figures/report/setUp.ts';
import { studySetUp } from '../../src/figures/report/studyWords.ts';
import { parseFormula } from '../../src/models/formula/parse.ts';
import { scopeOf } from '../../src/models/formula/tree.ts';
import { readStudy } from '../../src/studies/study.ts';

const plan = {
  noise: { type: 'II', alpha: 1.75, scale: 0.5 },
  initial: { law: 'normal', mean: -0.5, variance: 0.25 },
  horizon: 1,
  steps: 64,
  particles: 32,
  seed: 7,
};
const data = { builtin: 'digits', classes: [3, 8], points: 20 };
const cosine = { name: 'cosine-network', amplitude: 1.6, phase: 0.7 };

const words = (html: string) => html.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ');

/** Every tag is closed, in order. */
function wellFormed(html: string): boolean {
  const open: string[] = [];
  for (const [, close, name, self] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/g)) {
    if (self === '/') continue;
    if (close === '') open.push(name!);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0 && !/<(?!\/?[a-z])/.test(html);
}

const models: [string, object, string[]][] = [
  [
    'cosine network',
    { model: cosine },
    ['θki', 'amplitude of the target', '1.6', 'normal, mean −0.5, variance 0.25'],
  ],
  ['mean-field OU', { model: { name: 'mean-field-ou', a: -0.3, k: 1 } }, ['−aθ+km(m−θ)', '−0.3']],
  ['linear network', { model: { name: 'linear-network', c: 1.5, target: 0.4 } }, ['−c(m−θ∗)', '0.4']],
  ['Kuramoto', { model: { name: 'kuramoto', coupling: 1.3 } }, ['Krsin(ψ−θ)', '1.3']],
  ['double well', { model: { name: 'double-well', coupling: 1.1 } }, ['θ−θ3+km(m−θ)', '1.1']],
  [
    'network under SGD',
    {
      model: { name: 'neural-network', activation: 'tanh', data },
      scheme: { name: 'sgd', batch: 4 },
    },
    ['bBk(θki,mk)', 'data points of a minibatch', 'tanh(s)', 'b=−N∂R∂θi'],
  ],
  [
    'formula model with multiplicative and common noise, tamed',
    {
      model: {
        name: 'formula',
        field: ['x < 0 ? -x : x'],
        drift: ['k*(m - x)'],
        noise: ['1 + 0.5*sin(x)'],
        parameters: { k: 1.25 },
      },
      noise: { ...plan.noise, common: { scale: 0.2, alpha: 1.5 } },
      scheme: { name: 'tamed-euler' },
    },
    ['s(θki,mk)⊙ξki', 'σ0', '1.25', 'b=k·(m−x)', 'tail index 1.5', 'Law(θti,∞|L0)', '−x if x&lt;0, else x'],
  ],
  [
    'pairs in random batches',
    {
      model: {
        name: 'pairwise',
        interaction: ['-k*sin(z)'],
        parameters: { k: 2 },
        method: { name: 'random-batch', size: 4 },
      },
    },
    ['K=−k·sin(z)', 'p−1', 'particles of a batch'],
  ],
  ['split step', { model: cosine, scheme: { name: 'split-step', rate: 0.8 } }, ['φη=1−e−ληλ', '0.8']],
];

describe('the set-up', () => {
  it.each(models)('of a %s has its equations and values', (_, own, parts) => {
    const html = planSetUp(readPlan({ ...plan, ...own }));
    expect(wellFormed(html)).toBe(true);
    for (const part of [...parts, '1.75', '64 steps']) expect(words(html)).toContain(part);
  });

  it('has the law of the plan’s own type of noise', () => {
    const law = (type: string) =>
      words(planSetUp(readPlan({ ...plan, model: cosine, noise: { ...plan.noise, type } })));
    expect(law('I')).toContain('Eei⟨u,X⟩');
    expect(law('I')).toContain('=e−|∑juj|α');
    expect(law('II')).toContain('=e−∑j|uj|α');
    expect(law('III')).toContain('=e−‖u‖α');
  });

  it('says what a study varies', () => {
    const { particles: _, ...rest } = plan;
    const study = readStudy({
      study: 'chaos',
      plan: { ...rest, model: cosine },
      particles: [8, 16, 32],
      replicas: 10,
    });
    const html = studySetUp(study);
    expect(wellFormed(html)).toBe(true);
    expect(words(html)).toContain('8, 16 and 32');
    expect(words(html)).toContain('10 at every level');
    expect(words(html)).toContain('limit particles');
  });

  it('of many systems tells each model once, with all its α', () => {
    const problems = [1.2, 1.5].map((alpha) =>
      readPlan({ ...plan, model: cosine, noise: { ...plan.noise, alpha } }),
    );
    const html = systemsSetUp(problems);
    expect(wellFormed(html)).toBe(true);
    expect(html.match(/<h3>/g)).toHaveLength(1);
    expect(words(html)).toContain('α = 1.2 and 1.5');
  });
});

describe('a formula as MathML', () => {
  const scope = scopeOf(['x1', 'x2', 'm'], { k: 2 });
  it.each([
    ['(x1 - x2)*m', '(x1−x2)·m'],
    ['x1 - (x2 - m)', 'x1−(x2−m)'],
    ['-k*sin(x1)', '−k·sin(x1)'],
    ['x1*(-k)', 'x1·(−k)'],
    ['(x1 + 1)^2', '(x1+1)2'],
    ['sin(x1)^2', '(sin(x1))2'],
    ['exp(-x1^2)', 'e−x12'],
    ['sqrt(abs(x1))', '|x1|'],
    ['2*pi', '2·π'],
  ])('%s has the brackets that its reading needs', (text, read) => {
    const math = formulaMath(parseFormula({ field: 'drift', text }, scope));
    expect(wellFormed(math)).toBe(true);
    expect(words(math)).toBe(read);
    if (text.includes('x1')) expect(math).toContain('<msub><mi>x</mi><mn>1</mn></msub>');
  });
});
