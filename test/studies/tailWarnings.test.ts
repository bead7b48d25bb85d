/**
 * Watched failing: names left out; names given where all estimators share the warning; the stable law's own warning unnamed.
 */
import { expect, it } from 'vitest';
import { warningsOf } from '../../src/studies/tailWarnings.ts';

it('names the estimators that gave a warning, unless all did', () => {
  const estimates = [
    { name: 'hill', warnings: ['Few.', 'Ties.'] },
    { name: 'moment', warnings: ['Few.', 'Ties.', 'Light.'] },
    { name: 'pickands', warnings: ['Few.'] },
  ] as const;
  expect(warningsOf({ estimates, stableFit: { warnings: ['Ties.', 'Edge.', 'Few.'] } })).toEqual([
    'Few.',
    'hill, moment, stable law: Ties.',
    'moment: Light.',
    'stable law: Edge.',
  ]);
  expect(warningsOf({ estimates: estimates.slice(1, 2) })).toEqual(['Few.', 'Ties.', 'Light.']);
});
