/**
 * The same bits on every machine and every version of Node: hashes pinned in test/fixtures/state-hashes.json,
 * made by the script beside it. Compared by hand with Node 22 (V8 12.4) and Node 24 (V8 13.6).
 * Watched failing: Math.cos for the portable cosine in the cosine network; one particle of the last block
 * left out; √2 missing in Type III; Math.exp for the portable exponential in the sigmoid.
 */
import { expect, it } from 'vitest';
import { stateHashes } from '../fixtures/make_state_hashes.ts';
import pinned from '../fixtures/state-hashes.json' with { type: 'json' };

it('every plan, field path and study has the bits that it had when they were pinned', async () => {
  expect(await stateHashes()).toEqual(pinned);
});
