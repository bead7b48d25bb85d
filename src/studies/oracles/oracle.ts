/**
 * An oracle is one number that is known exactly, measured. Tolerances of random measurements have a false-alarm
 * rate of 5e−7 (two-sided, for a normal or a Kolmogorov statistic; for the exact errors of a study, whose
 * |error|^p are skewed over replicas, simulation gives up to 2e−5).
 */
export interface Oracle {
  readonly id: string;
  readonly statement: string;
  readonly expected: number;
  readonly measured: number;
  /** |measured − expected|. */
  readonly error: number;
  readonly tolerance: number;
  readonly pass: boolean;
}

/** Standard normal quantile at 1 − 5e−7/2. */
export const FALSE_ALARM_Z = 5.026;
/** Kolmogorov's K with P(K > it) = 5e−7: √(ln(2/5e−7)/2). */
export const FALSE_ALARM_KOLMOGOROV = Math.sqrt(Math.log(2 / 5e-7) / 2);

export function oracle(
  id: string,
  statement: string,
  expected: number,
  measured: number,
  tolerance: number,
): Oracle {
  const error = Math.abs(measured - expected);
  return { id, statement, expected, measured, error, tolerance, pass: error <= tolerance };
}
