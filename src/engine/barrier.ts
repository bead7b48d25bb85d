/**
 * A barrier for worker threads on shared memory: spin for a while, then sleep. Spinning makes a crossing
 * cost well under a microsecond; sleeping keeps a machine with fewer cores than threads alive.
 * Kept in JavaScript on purpose: a baseline WebAssembly compiler ran such a loop wrongly.
 *
 * Slots are 64 bytes apart, so that no two share a cache line.
 */
export const CONTROL = { arrived: 0, generation: 16, stop: 32, progress: 48, length: 64 } as const;

/** Why the parties stopped early. 0 is "they did not". */
export const STOP = { none: 0, interrupted: 1, failed: 2 } as const;

export function createControl(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * CONTROL.length));
}

/**
 * Waits for the other parties. Returns false when the run was stopped before all had come. A crossing that
 * all have reached is crossed by all, so that after a failure every party has finished the same step.
 * @param spins loads to try before sleeping: many when each party has a core, few when not
 */
export function cross(control: Int32Array, parties: number, spins: number): boolean {
  const generation = Atomics.load(control, CONTROL.generation);
  if (Atomics.add(control, CONTROL.arrived, 1) === parties - 1) {
    Atomics.store(control, CONTROL.arrived, 0);
    Atomics.add(control, CONTROL.generation, 1);
    Atomics.notify(control, CONTROL.generation);
  } else {
    const waiting = () => Atomics.load(control, CONTROL.generation) === generation;
    const stopped = () => Atomics.load(control, CONTROL.stop) !== STOP.none;
    for (let i = 0; i < spins && waiting() && !stopped(); i++);
    while (waiting()) {
      // The last party may have arrived between the two looks: then everybody goes on.
      if (stopped()) return !waiting();
      Atomics.wait(control, CONTROL.generation, generation, 100);
    }
  }
  return true;
}

/** Tells every party to leave at its next crossing, and wakes those that sleep. */
export function stopAll(control: Int32Array, why: number): void {
  Atomics.compareExchange(control, CONTROL.stop, STOP.none, why);
  Atomics.notify(control, CONTROL.generation);
}
