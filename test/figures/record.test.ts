/**
 * A record holds what its figure is drawn from: read back from JSON, it gives the same specification, bit for bit.
 * Watched failing: arrays rounded to 6 digits by encode; -Infinity decoded as a string; the kind of another figure.
 */
import { describe, expect, it } from 'vitest';
import { createFigure } from '../../src/figures/figure.ts';
import { figureOfRecord, readRecord, recordOf, specHashOf } from '../../src/figures/record.ts';
import { cauchyCentre, cauchyTail, fieldPaths, noiseTypes } from './sampleData.ts';

const MADE = {
  command: 'mckean verify',
  plan: { seed: 1 },
  planHash: 'abc',
  seed: 1,
  versions: { mckean: '0', node: '0' },
  startedAt: '2026-11-24T00:00:00.000Z',
};

describe('the record of a figure', () => {
  it.each([
    createFigure('tail', 'tail', cauchyTail(2000)),
    createFigure('centre', 'centre', cauchyCentre()),
    createFigure('paths', 'field-path', fieldPaths()),
    createFigure('types', 'noise-types', noiseTypes()),
    createFigure('curve', 'error-curve', {
      name: 'w',
      measured: [
        { label: 'node', keptFraction: [0.1, 1 / 3], relativeError: [Number.POSITIVE_INFINITY, 0.1] },
      ],
      theory: [],
      power: 2,
    }),
  ])('of $id is drawn again to the same specification', (figure) => {
    const record = readRecord(JSON.stringify(recordOf(figure, MADE)), 'x.json');
    const again = figureOfRecord(record);
    expect(specHashOf(again.spec)).toBe(record.specHash);
    expect(again.caption).toBe(figure.caption);
    expect(recordOf(again, MADE)).toEqual(record);
  });

  it('of another format is refused in a sentence', () => {
    expect(() => readRecord('{', 'x.json')).toThrow('x.json: is not JSON');
    expect(() => readRecord('null', 'x.json')).toThrow('is no record of a figure');
    const record = { ...recordOf(createFigure('c', 'centre', cauchyCentre()), MADE), kind: 'toString' };
    expect(() => readRecord(JSON.stringify(record), 'x.json')).toThrow(
      'kind is "toString"; this version draws',
    );
  });
});
