/** Zod's terms in the words of a plan. Watched failing: "must be record"; "must be at least 1 long". */
import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseOrRefuse } from '../../src/engine/sentence.ts';

const schema = z.strictObject({
  plan: z.record(z.string(), z.unknown()),
  file: z.string().min(1).optional(),
});

it.each([
  [{}, 'plan is missing; it must be a mapping.'],
  [{ plan: 3 }, 'plan is 3; it must be a mapping.'],
  [{ plan: {}, file: '' }, 'file is ""; it must not be empty.'],
])('%j is refused', (input, sentence) => {
  expect(() => parseOrRefuse(schema, input, 'study')).toThrow(sentence);
});
