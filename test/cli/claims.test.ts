/** The table of claims says on which axis a level was dropped. Watched failing: the bare number. */
import { afterEach, expect, it, vi } from 'vitest';
import { printClaims } from '../../src/cli/claims.ts';
import type { MeasuredRate } from '../../src/studies/measureRate.ts';

afterEach(() => vi.restoreAllMocks());

it.each([
  ['particles', 16, 'N = 16'],
  ['step', 0.09375, 'η = 0.09375'],
])('of %s', (axis, level, shown) => {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += chunk;
    return true;
  });
  const claim = { id: 'a-claim', exponent: -0.5, axis };
  const fit = { slope: -0.5, interval: [-0.6, -0.4], levels: [], dropped: [{ level, why: 'it is noise.' }] };
  printClaims([{ claim, fit, verdict: 'consistent' } as unknown as MeasuredRate]);
  expect(text).toContain(`\n  a-claim: ${shown} dropped: it is noise.\n`);
});
