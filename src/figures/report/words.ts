/** What reports on rates say whatever the run: the question, how the numbers were made, and whom to cite. */

/** The question, where the caller does not ask his own. */
export const QUESTION =
  'A wide neural network trained by stochastic gradient descent with heavy-tailed noise is a system of exchangeable particles, its neurons, that interact only through their mean field. Theory says at which rates the finite system approaches its McKean–Vlasov limit as the number of particles N grows (propagation of chaos), and at which rates the recursion approaches the stochastic differential equation as the step η shrinks (discretisation). Do simulated systems show these rates, and does the simulator reproduce what is known exactly?';

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
