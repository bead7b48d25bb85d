/**
 * How a run computes. `strict`: float64, every product and sum rounded on its own, the same bits on every machine.
 * `fast`: float64 with fused multiply-add where the machine has it: other last bits, and not the same everywhere.
 */
export const MODES = ['strict', 'fast'] as const;
export type Mode = (typeof MODES)[number];
