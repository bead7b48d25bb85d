/**
 * How a run computes. `strict`: float64, every product and sum rounded on its own, the same bits on every machine.
 * `fast`: float64 with fused multiply-add where the machine has it: other last bits, and not the same everywhere.
 * `float32`: positions and field in float64, drift and noise of a step in float32, fused like `fast`: for exploring and
 * figures. On the noise of a strict run; docs/kernels.md gives its accuracy.
 * All three have the same bits for any number of threads.
 */
export const MODES = ['strict', 'fast', 'float32'] as const;
/**
 * How kernels compute: `strict`, the same bits on every machine; `fast`, with fused multiply-add;
 * `float32`, about six digits.
 */
export type Mode = (typeof MODES)[number];
