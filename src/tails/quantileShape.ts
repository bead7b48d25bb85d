/**
 * The two functions of α that the quantile estimator inverts, with the asymptotic law of their sample versions.
 *
 *   ν(α) = q_{.95}/q_{.75} and q_{.75}(α) of the standard symmetric law, Cov(x_p, x_q) = p(1 − q)/(n f_p f_q), p ≤ q.
 * Exact quantiles of src/noise at the nodes of alphaNodes.ts, interpolated between them; beyond α = 2 tangents continue the logarithms, and the variances are those at 2.
 */
import { log } from '../math/elementary.ts';
import { createSymmetricStable } from '../noise/symmetricStable.ts';
import { alphaNodes, mix, NODES, nodeWeights } from './alphaNodes.ts';

export const OUTER = 0.95;
export const INNER = 0.75;
/** Difference quotients in α. */
export const STEP = 1 / 256;

export interface QuantileShape {
  readonly logRatio: number;
  readonly logQuartile: number;
  /** n times variances and covariance of log ν̂ and log(x_{.75} − x_{.25}). */
  readonly ratioVariance: number;
  readonly rangeVariance: number;
  readonly covariance: number;
}

function shapeInside(alpha: number): QuantileShape {
  const law = createSymmetricStable(alpha);
  const outer = law.quantile(OUTER);
  const inner = law.quantile(INNER);
  const outerWeight = 1 / (2 * outer * law.density(outer));
  const innerWeight = 1 / (2 * inner * law.density(inner));
  // n·Cov(x_q − x_{1−q}, x_r − x_{1−r}) = 2(1 − q)(2r − 1)/(f_q f_r), q ≥ r; relative to the lengths 2q and 2r.
  const cov = (q: number, r: number) => 2 * (1 - q) * (2 * r - 1);
  const outerVariance = cov(OUTER, OUTER) * outerWeight * outerWeight;
  const rangeVariance = cov(INNER, INNER) * innerWeight * innerWeight;
  const both = cov(OUTER, INNER) * outerWeight * innerWeight;
  return {
    logRatio: log(outer / inner),
    logQuartile: log(inner),
    ratioVariance: outerVariance + rangeVariance - 2 * both,
    rangeVariance,
    covariance: both - rangeVariance,
  };
}

interface End {
  readonly shape: QuantileShape;
  readonly ratioSlope: number;
  readonly quartileSlope: number;
}
let end: End | undefined;

/** The law at 2 and its tangents, by one-sided differences of second order. */
function endAtTwo(): End {
  if (end !== undefined) return end;
  const shape = shapeInside(2);
  const near = shapeInside(2 - STEP);
  const far = shapeInside(2 - 2 * STEP);
  const slope = (f: (s: QuantileShape) => number) => (3 * f(shape) - 4 * f(near) + f(far)) / (2 * STEP);
  end = { shape, ratioSlope: slope((s) => s.logRatio), quartileSlope: slope((s) => s.logQuartile) };
  return end;
}

const NAMES = ['logRatio', 'logQuartile', 'ratioVariance', 'rangeVariance', 'covariance'] as const;
const weights = new Float64Array(NODES);
/** Row name, column node. */
let table: Float64Array | undefined;

function shapeTable(): Float64Array {
  if (table !== undefined) return table;
  table = new Float64Array(NAMES.length * NODES);
  for (let k = 0; k < NODES; k++) {
    const shape = shapeInside(alphaNodes[k]);
    for (const [row, name] of NAMES.entries()) table[row * NODES + k] = shape[name];
  }
  return table;
}

/** At alpha ≥ 0.5; logarithms to 1e−10, variances to 1e−8 of themselves. */
export function quantileShape(alpha: number): QuantileShape {
  if (alpha < 2) {
    nodeWeights(alpha, weights);
    const values = shapeTable();
    const [logRatio, logQuartile, ratioVariance, rangeVariance, covariance] = NAMES.map((_, row) =>
      mix(values, row, weights),
    );
    return { logRatio, logQuartile, ratioVariance, rangeVariance, covariance };
  }
  const { shape, ratioSlope, quartileSlope } = endAtTwo();
  return {
    ...shape,
    logRatio: shape.logRatio + ratioSlope * (alpha - 2),
    logQuartile: shape.logQuartile + quartileSlope * (alpha - 2),
  };
}
