/** A run that began and could not end: a non-finite particle, a dead worker. Exit code 1. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
}

/** The user, or the caller's AbortSignal, stopped the run; what had finished is kept. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
