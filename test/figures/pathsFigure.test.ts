/**
 * The paths figure. Watched failing: with the step drawn at the beginning of its cell (`vh`), with the largest step taken of the first
 * path only, and with an infinite step marked.
 */
import { describe, expect, test } from 'vitest';
import { createFigure } from '../../src/figures/figure.ts';
import type { PathsInput } from '../../src/figures/pathsFigure.ts';
import { expectPlainJson, traceNamed } from './specChecks.ts';

const input: PathsInput = {
  times: Float64Array.of(0, 0.5, 1),
  valueLabel: 'L(t)',
  setup: 'Two paths',
  panels: [
    { label: 'α = 2', paths: [Float64Array.of(0, 0.1, 0.3), Float64Array.of(0, -0.1, 0)] },
    {
      label: 'α = 1.2',
      paths: [
        [0, 0.1, 0.2],
        [0, -4, -3.5],
      ],
    },
  ],
};

describe('The paths figure', () => {
  test('draws every path as constant over its cells, in the panel of its tail index', () => {
    const { spec } = createFigure('paths', 'paths', input);
    expectPlainJson(spec);
    const path = traceNamed(spec, 'α = 1.2: path 2') as unknown as {
      y: number[];
      yaxis: string;
      line: { shape: string };
    };
    expect(path.y).toEqual([0, -4, -3.5]);
    expect(path.yaxis).toBe('y2');
    expect(path.line.shape).toBe('hv');
  });

  test('marks the largest step of all paths, and says its size in title, caption and alt', () => {
    const { spec, caption, alt } = createFigure('paths', 'paths', input);
    const step = traceNamed(spec, 'α = 1.2: largest step');
    expect(step.x).toEqual([0.5, 0.5]);
    expect(step.y).toEqual([0, -4]);
    expect(caption).toContain('Two paths. Largest step (thick): α = 2: 0.2, α = 1.2: 4.');
    expect(alt).toContain('0.2 (α = 2) and 4 (α = 1.2)'.replaceAll(' (α = ', '\u00a0(α\u00a0=\u00a0'));
  });

  test('leaves a gap where a path is not finite, and marks no step that is not', () => {
    const { spec, caption } = createFigure('paths', 'paths', {
      ...input,
      panels: [{ label: 'α = 0.5', paths: [[0, Number.POSITIVE_INFINITY, 1]] }],
    });
    expectPlainJson(spec);
    expect(traceNamed(spec, 'path 1').y).toEqual([0, null, 1]);
    expect(caption).toContain('α = 0.5: unknown');
    expect(createFigure('paths', 'paths', { ...input, panels: [] }).spec.data).toEqual([]);
  });
});
