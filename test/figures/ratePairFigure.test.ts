/**
 * The figure for a paper: which rates it takes, and what stands in it.
 * Watched failing: the right panel's series in the order of their file; half the interval computed as the whole; the exact
 * slope left out beside an exponent that the interval does not hold.
 */
import { describe, expect, it } from 'vitest';
import { ratePairFigure, ratePairText } from '../../src/figures/ratePairFigure.ts';
import { rateFigures } from '../../src/figures/runFigures.ts';
import type { NamedRate } from '../../src/studies/verify.ts';
import { powersOfTwo, seriesOf } from './sampleData.ts';

const ALPHAS = [2, 1.9, 1.75, 1.5, 1.2];

function rate(family: string, alpha: number): NamedRate {
  const chaos = family.startsWith('chaos');
  const theory = chaos ? -1 + 1 / alpha : 1 / alpha;
  const series = seriesOf('', {
    axis: chaos ? 'particles' : 'step',
    slope: theory,
    constant: alpha,
    levels: chaos ? powersOfTwo(3, 8) : powersOfTwo(-9, -5),
    theory,
  });
  const claim = { ...series.claim, id: `${family}/alpha=${alpha}` };
  return { ...series, claim, error: 'E ‖Δθ‖' } as unknown as NamedRate;
}

const pairOf = (...families: [string, readonly number[]][]) =>
  rateFigures(families.flatMap(([family, alphas]) => alphas.map((alpha) => rate(family, alpha)))).find(
    ({ kind }) => kind === 'rate-pair',
  );

describe('the figure for a paper', () => {
  const pair = pairOf(
    ['chaos/mean-field-ou', ALPHAS],
    ['euler/strong-grid-times/mean-field-ou', ALPHAS],
    ['euler/strong-off-the-grid/mean-field-ou', ALPHAS.toReversed()],
  )!;
  const { panels, omitted } = pair.data as Parameters<typeof ratePairFigure>[0];

  it('takes four tail indices that lie apart, the same on both sides, and names what it leaves out', () => {
    for (const { series } of panels)
      expect(series.map(({ label }) => label)).toEqual(['α = 1.2', 'α = 1.5', 'α = 1.75', 'α = 2']);
    expect(omitted).toEqual(['α = 1.9']);
    expect(pair.caption).toContain('Measured and not drawn: α = 1.9.');
  });

  it('takes errors off the grid before those at grid times', () => {
    expect(panels[1].series[0]!.claim.id).toBe('euler/strong-off-the-grid/mean-field-ou/alpha=1.2');
    const other = pairOf(['chaos/kuramoto', [1.5]], ['euler/strong-grid-times/kuramoto', [1.5]])!;
    expect((other.data as typeof pair & { panels: typeof panels }).panels[1].heading).toBe(
      'Euler, grid times',
    );
  });

  it('is not made of one side, or of sides without a common tail index', () => {
    expect(pairOf(['chaos/mean-field-ou', ALPHAS])).toBeUndefined();
    expect(pairOf(['chaos/kuramoto', [1.5]], ['euler/strong-grid-times/kuramoto', [1.2]])).toBeUndefined();
    expect(
      pairOf(['chaos/kuramoto', [1.5]], ['tamed-euler/strong-grid-times/kuramoto', [1.5]]),
    ).toBeUndefined();
  });

  it('has slope, half its interval and theory beside every line, in colour and symbol of its tail index', () => {
    const { layout } = ratePairFigure({ system: 'mean-field OU', panels });
    const labels = layout.annotations!.filter(({ name }) => name === 'direct-label');
    expect(labels.length).toBe(8);
    expect(labels[0]!.text).toBe('<b>● α = 1.2</b><br>−0.167 ± 0.020<br>theory −1/6');
    expect(labels[4]!.font!.color).toBe(labels[0]!.font!.color);
    expect(labels.map(({ yref }) => yref)).toEqual([
      ...Array(4).fill('y domain'),
      ...Array(4).fill('y2 domain'),
    ]);
  });

  it('says the slope of the exact errors, where the exponent of theory lies outside of the interval', () => {
    const [left, right] = panels;
    const exactSlope = left.series[0]!.fit.slope - 0.01;
    const of = (exponent: number) => ({
      ...left,
      series: left.series.map((own) => ({ ...own, exactSlope, claim: { ...own.claim, exponent } })),
    });
    const label = (exponent: number) =>
      ratePairFigure({ system: 'x', panels: [of(exponent), right] }).layout.annotations!.find(
        ({ name }) => name === 'direct-label',
      )!.text;
    expect(label(-1)).toBe('<b>● α = 1.2</b><br>−0.167 ± 0.020<br>theory −1 (−0.177)');
    expect(label(-1 / 6)).not.toContain('(');
    expect(ratePairText({ system: 'x', panels: [of(-1), right] }).caption).toContain('in brackets');
  });

  it('has intervals at every estimate, and every slope in its caption', () => {
    const { data } = ratePairFigure({ system: 'mean-field OU', panels });
    const used = data.filter(({ name }) => name?.endsWith(': used')) as unknown as {
      error_y: { array: number[] };
    }[];
    expect(used.length).toBe(8);
    for (const { error_y } of used) expect(error_y.array.every((length) => length > 0)).toBe(true);
    const { caption } = ratePairText({ system: 'mean-field OU', panels });
    expect(caption).toContain('(b) α = 1.2: 0.833 [0.813, 0.853], theory 5/6; α = 1.5');
  });

  it('says in its title how many slopes agree', () => {
    const against = panels.map((panel) => ({
      ...panel,
      series: panel.series.map((own, i) => (i === 0 ? { ...own, verdict: 'contradicted' as const } : own)),
    }));
    const title = (figure: ReturnType<typeof ratePairFigure>) =>
      (figure.layout.title as { text: string }).text;
    expect(title(pair.spec)).toBe('Mean-field OU, chaos and discretisation: all 8 slopes agree with theory');
    expect(title(ratePairFigure({ system: 'mean-field OU', panels: [against[0]!, against[1]!] }))).toContain(
      '6 of 8',
    );
  });
});
