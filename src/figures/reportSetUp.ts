/**
 * The parts of a report that do not depend on the run: the equations (MathML core, which browsers draw offline),
 * how the numbers were made, and whom to cite.
 *
 * Sources: Wan, Barsbey, Zaidi, Şimşekli (ICML 2024) for the system; McKean–Vlasov limit and its Euler scheme as in
 * the project's theory notes.
 */

const mi = (name: string) => `<mi>${name}</mi>`;
const mo = (sign: string) => `<mo>${sign}</mo>`;
const mn = (number: string) => `<mn>${number}</mn>`;
const row = (...parts: string[]) => `<mrow>${parts.join('')}</mrow>`;
const sub = (base: string, index: string) => `<msub>${base}${index}</msub>`;
const sup = (base: string, power: string) => `<msup>${base}${power}</msup>`;
const subsup = (base: string, index: string, power: string) => `<msubsup>${base}${index}${power}</msubsup>`;
const frac = (top: string, bottom: string) => `<mfrac>${top}${bottom}</mfrac>`;
const sum = (from: string, to: string) => `<munderover>${mo('∑')}${from}${to}</munderover>`;
const call = (name: string, ...args: string[]) => row(name, mo('('), args.join(mo(',')), mo(')'));
const upright = (text: string) => `<mi mathvariant="normal">${text}</mi>`;
const display = (...parts: string[]) => `<math display="block">${row(...parts)}</math>`;
const inline = (...parts: string[]) => `<math>${row(...parts)}</math>`;

const theta = (time: string) => subsup(mi('θ'), time, mi('i'));
/** The limit particle with the noise of particle i. */
const limit = (time: string) => subsup(mi('θ'), time, row(mi('i'), mo(','), mi('∞')));
const d = upright('d');
const t = mi('t');

const PARTICLES = display(
  theta(row(mi('k'), mo('+'), mn('1'))),
  mo('='),
  theta(mi('k')),
  mo('+'),
  mi('η'),
  call(mi('b'), theta(mi('k')), sub(mi('m'), mi('k'))),
  mo('+'),
  mi('σ'),
  sup(mi('η'), row(mn('1'), mo('/'), mi('α'))),
  subsup(mi('X'), mi('k'), mi('i')),
);

const FIELD = display(
  sub(mi('m'), mi('k')),
  mo('='),
  frac(mn('1'), mi('N')),
  sum(row(mi('j'), mo('='), mn('1')), mi('N')),
  call(mi('φ'), subsup(mi('θ'), mi('k'), mi('j'))),
);

const LIMIT = display(
  d,
  limit(t),
  mo('='),
  call(mi('b'), limit(t), call(sub(mi('μ'), t), mi('φ'))),
  d,
  t,
  mo('+'),
  mi('σ'),
  d,
  subsup(mi('L'), t, mi('i')),
);

const LAW = display(sub(mi('μ'), t), mo('='), mi('Law'), row(mo('('), limit(t), mo(')')));

const CHARACTERISTIC = display(
  upright('E'),
  sup(mi('e'), row(mi('i'), mo('⟨'), mi('u'), mo(','), mi('X'), mo('⟩'))),
  mo('='),
  sup(mi('e'), row(mo('−'), sup(row(mo('|'), sum(mi('j'), ''), sub(mi('u'), mi('j')), mo('|')), mi('α')))),
  mo(','),
  '<mspace width="0.6em"/>',
  sup(mi('e'), row(mo('−'), sum(mi('j'), ''), sup(row(mo('|'), sub(mi('u'), mi('j')), mo('|')), mi('α')))),
  mo(','),
  '<mspace width="0.6em"/>',
  sup(mi('e'), row(mo('−'), sup(row(mo('‖'), mi('u'), mo('‖')), mi('α')))),
).replaceAll('<munderover><mo>∑</mo><mi>j</mi></munderover>', '<munder><mo>∑</mo><mi>j</mi></munder>');

/** The question, where the caller does not ask his own. */
export const QUESTION =
  'A wide neural network trained by stochastic gradient descent with heavy-tailed noise is a system of exchangeable particles, its neurons, that interact only through their mean field. Theory says at which rates the finite system approaches its McKean–Vlasov limit as the number of particles N grows (propagation of chaos), and at which rates the recursion approaches the stochastic differential equation as the step η shrinks (discretisation). Do simulated systems show these rates, and does the simulator reproduce what is known exactly?';

export const SET_UP = `
<p>Particle ${inline(theta(mi('k')))} in ${inline(sup(upright('R'), mi('d')))} (a neuron after <i>k</i> steps) moves by the Euler scheme</p>
<div class="equations">${PARTICLES}${FIELD}</div>
<p>with the drift <i>b</i> and the field ${inline(mi('m'))} of the model, and a fresh symmetric α-stable vector <i>X</i> per particle and step. Its limit for many particles and small steps is the McKean–Vlasov equation</p>
<div class="equations">${LIMIT}${LAW}</div>
<p>where <i>L</i> is the α-stable Lévy process with ${inline(sub(mi('L'), mn('1')))} distributed as <i>X</i>. Three joint laws of <i>X</i> have the same coordinates: Type I (one variable on all coordinates), Type II (independent coordinates), Type III (rotationally invariant), with</p>
${CHARACTERISTIC}
<p>in this order. At α = 2 each coordinate is normal with variance 2.</p>`;

export const METHODS = [
  'Noise is a function of its address (seed, replica, particle, time cell, coordinate). The same particle sees the same noise for every N, a coarse increment is the sum of its fine cells, and the result does not depend on the number of threads.',
  'The chaos error compares each particle with a limit particle that has the same start and the same noise, but is driven by the exact field of the limit of the scheme where one is known; so the discretisation leaves no floor under it. Where no limit is known, N is compared with 2N, which has the same rate.',
  'The discretisation error compares solutions of the same system with the same noise at different steps. “Grid” errors are taken at common grid times; “off-grid” errors half a step later, where a jump since the last grid time is not yet seen.',
  'Second moments of the particles do not exist for α < 2. Errors are therefore measured by the moments, medians or bounded functionals that are named with each claim.',
  'The unit of replication is a whole system of N particles, never a particle: particles of one system are dependent. Intervals come from independent replicas.',
  'The slope is fitted by weighted least squares of log error on log level; its interval comes from leaving out one replica at a time from all levels at once (jackknife), which keeps the correlation between levels. Levels whose error does not stand out from its Monte Carlo noise are dropped from the fit, are drawn hollow, and are listed with the reason.',
  'A claim is an exact rate or an upper bound. The interval that decides is the one named with the verdict, together with any allowance for pre-asymptotic bias; where many claims are judged at once it is wider than the 95 % interval of the table and figures. “Consistent”: it contains the exact rate, or does not lie wholly on the slow side of the bound. “Faster than the bound” is a finding, not a failure. “Contradicted”: slower than an upper bound, or an exact rate outside the interval. “Inconclusive”: too few levels, an interval too wide to decide, or local slopes that still move towards the claim.',
];

export const CITATIONS = [
  'The mckean authors. <i>mckean: heavy-tailed mean-field particle systems.</i> Software, version %VERSION%. The metadata are in CITATION.cff.',
  'Y. Wan, M. Barsbey, A. Zaidi, U. Şimşekli. Implicit Compressibility of Overparametrized Neural Networks Trained with Heavy-Tailed SGD. <i>Proceedings of the 41st International Conference on Machine Learning</i>, 2024.',
  'M. Barsbey, M. Sefidgaran, M. A. Erdogdu, G. Richard, U. Şimşekli. Heavy Tails in SGD and Compressibility of Overparametrized Neural Networks. <i>Advances in Neural Information Processing Systems</i> 34, 2021.',
];
