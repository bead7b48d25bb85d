/** One line of the contract, checked on one model. */
export interface Check {
  /** The promise, as a sentence without a full stop. */
  readonly check: string;
  readonly pass: boolean;
  /** It passed, and there is something to know. */
  readonly warning?: true;
  /** What was found, and where: numbers of a failure, or the size of a pass. */
  readonly detail: string;
}

/** Runs one check. What it returns is the fault it found, or undefined; what it throws is a fault too. */
export function check(promise: string, find: () => string | undefined, passed: string): Check {
  let fault: string | undefined;
  try {
    fault = find();
  } catch (error) {
    fault = `it threw ${JSON.stringify(error instanceof Error ? error.message : String(error))}`;
  }
  return fault === undefined
    ? { check: promise, pass: true, detail: passed }
    : { check: promise, pass: false, detail: fault };
}

/** The first entry where the bits differ (all NaN alike), or undefined. */
export function differing(a: Float64Array, b: Float64Array): number | undefined {
  for (let j = 0; j < Math.max(a.length, b.length); j++) if (!Object.is(a[j], b[j])) return j;
  return undefined;
}

/** "0.5 and 0.25 in entry 3", or undefined where the bits agree. */
export function difference(a: Float64Array, b: Float64Array): string | undefined {
  const j = differing(a, b);
  return j === undefined ? undefined : `${a[j]} and ${b[j]} in entry ${j}`;
}
