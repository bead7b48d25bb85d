/**
 * Where one thread's arithmetic works, as plain data that can be sent to the thread.
 * - `reference`: anywhere; the TypeScript arithmetic.
 * - `memory`: on the run's shared memory, with a scratch of its own.
 * - `window`: on memory of its own, through which it takes states too large for one shared memory.
 */
export type Place =
  | { readonly kind: 'reference' }
  | {
      readonly kind: 'memory';
      readonly memory: WebAssembly.Memory;
      /** Address of the thread's scratch. */
      readonly scratch: number;
    }
  | { readonly kind: 'window' };
