/**
 * A code model as a plan writes it: a TypeScript or JavaScript module of the user's, and the parameters that it is
 * made with. `path` is relative to the plan's folder until the plan is read, absolute from then on; `sha256` is then
 * the fingerprint of the file, so that a plan tells which code it ran. Where it is given, the file must have it.
 */
import { z } from 'zod';

export const codeSpecSchema = z.strictObject({
  name: z.literal('code'),
  path: z.custom<string>((v) => typeof v === 'string' && /\.(ts|mts|js|mjs)$/.test(v), {
    error: 'must be a file that ends in .ts, .mts, .js or .mjs',
  }),
  parameters: z
    .custom<Record<string, unknown>>((v) => isMapping(v) && isPlain(v), {
      error: 'must be a mapping of plain data: finite numbers, texts, booleans, lists and mappings',
    })
    .default({}),
  sha256: z
    .custom<string>((v) => typeof v === 'string' && /^[0-9a-f]{64}$/.test(v), {
      error: 'must be the SHA-256 of the file, 64 digits from 0 to f',
    })
    .optional(),
});

export type CodeSpec = z.output<typeof codeSpecSchema>;

function isMapping(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isPlain(value: unknown): boolean {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isPlain);
  return isMapping(value) && Object.values(value as object).every(isPlain);
}
