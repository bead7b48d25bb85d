/**
 * The same bits on every machine and every version of Node: hashes pinned in test/fixtures/state-hashes.json,
 * made by the script beside it. Compared by hand with Node 22 (V8 12.4) and Node 24 (V8 13.6).
 * Watched failing: Math.cos and Math.sin in the cosine network, Math.exp, Math.log1p and Math.tanh in the neural
 * network, Math.pow in the noise; the last particle left out of the field; √2 missing in Type III; η for η^{1/α};
 * an exact field path one step late; the weak error of fine minus coarse.
 */
import { expect, it } from 'vitest';
import { stateHashes } from '../fixtures/make_state_hashes.ts';
import pinned from '../fixtures/state-hashes.json' with { type: 'json' };

it('every plan, field path and study has the bits that it had when they were pinned', async () => {
  expect(await stateHashes()).toEqual(pinned);
});
