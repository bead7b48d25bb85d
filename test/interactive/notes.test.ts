/**
 * A notebook shows the HTML of a result, not its text: what the text warns of must be there. Watched failing: with the tables alone
 * (warnings of tails, reasons of a study, the layer left alone by prune), and without escaping.
 */
import { describe, expect, test } from 'vitest';
import { prune, sample, study, tails } from '../../src/index.ts';
import { type Displayed, JUPYTER } from '../../src/results/display.ts';
import { linesHtml } from '../../src/results/table.ts';

const htmlOf = async (result: Displayed) => String((await result[JUPYTER]())['text/html']);

describe('The HTML of a result', () => {
  test('has the warnings of tails', async () => {
    const result = await tails(sample({ alpha: 2, dim: 2, count: 600 }).values, {
      rows: true,
      estimators: ['moment'],
    });
    expect(result.warnings.length).toBeGreaterThan(0);
    expect(await htmlOf(result)).toContain('The tail cannot be told from a light one');
  });

  test('has the setup of a study and the reasons of its verdicts', async () => {
    const result = await study(
      {
        study: 'chaos',
        plan: {
          model: { name: 'mean-field-ou', a: 0.5, k: 1 },
          noise: { type: 'II', alpha: 1.5, scale: 1 },
          initial: { law: 'point', value: 0 },
          horizon: 1,
          steps: 2,
        },
        particles: [4, 8, 16],
        replicas: 8,
        metric: { kind: 'horizon' },
      },
      { threads: 1, progress: false },
    );
    const html = await htmlOf(result);
    expect(html).toContain('mean-field Ornstein–Uhlenbeck');
    expect(html).toContain(result.measured[0].reason.slice(0, 20));
  });

  test('names the layer that prune leaves alone', async () => {
    const { values } = sample({ alpha: 1.5, dim: 4, count: 8 });
    const result = await prune(
      [
        { name: 'hidden', weights: values },
        { name: 'output', weights: values },
      ],
      { method: 'node', target: 0.5 },
    );
    expect(await htmlOf(result)).toContain('Left alone as the output layer: output');
  });

  test('escapes what came from a file', () => {
    expect(linesHtml(['<script>: 1 & 2'])).toBe('<p>&lt;script&gt;: 1 &amp; 2</p>');
  });
});
