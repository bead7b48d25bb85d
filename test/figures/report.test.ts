import { describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, figurePage, plotlySource } from '../../src/figures/html.ts';
import { narrowLayout, withoutTexts } from '../../src/figures/narrow.ts';
import { rateFigure } from '../../src/figures/rateFigure.ts';
import { reportPage } from '../../src/figures/report.ts';
import { sampleReport, severalRates, singleRate } from './sampleData.ts';

const report = sampleReport();
const page = reportPage(report);
/** The page as we wrote it: without Plotly's own text. */
const ours = page.replace(plotlySource(), '');
const embedded = [...ours.matchAll(/<script type="application\/json">(.*?)<\/script>/gs)].map((m) => m[1]!);
const text = ours.replaceAll(/<script.*?<\/script>/gs, '');

describe('the report', () => {
  it('has the parts of a results section, in order', () => {
    const headings = [...text.matchAll(/<h2 id="[^"]*">(.*?)<\/h2>/g)].map((m) => m[1]);
    expect(headings).toEqual([
      'Question',
      'Set-up',
      'Rates',
      'Figures',
      'Exactly known cases',
      'Methods',
      'Notes',
      'Reproduce',
      'How to cite',
    ]);
  });

  it('answers first', () => {
    const answer = /<div class="answer">(.*?)<\/header>/s.exec(text)![1]!;
    expect(answer).toContain('7 of 7 rates agree with theory');
    expect(answer).toContain('3 of 3 exact checks pass');
    expect(answer).toContain('2 min 33 s');
  });

  it('gives every claim with theory, slope, interval, verdict, and its levels with the reasons for dropping', () => {
    expect(text).toContain('falls like N<sup>−1/2</sup>');
    expect(text).toContain('−0.50 [−0.52, −0.48]');
    expect(text).toContain('upper bound');
    expect(text).toContain('✓ faster than the bound');
    expect(text).toContain('6 used, N = 16 … 512');
    expect(text).toContain('dropped 1024 and 2048: its error does not stand out');
    for (const { claim, metric, setup } of report.claims) {
      for (const part of [claim.assumptions, claim.source, metric, setup]) expect(text).toContain(part);
    }
  });

  it('names contradicted claims and failed checks where nobody can miss them', () => {
    const bad = reportPage({
      ...report,
      claims: report.claims.map((claim, i) =>
        i === 0 ? { ...claim, verdict: 'contradicted' as const } : claim,
      ),
      oracles: report.oracles.map((oracle, i) => (i === 1 ? { ...oracle, pass: false } : oracle)),
    });
    expect(bad).toContain('<div class="bad"><b>6 of 7 rates agree with theory</b>');
    expect(bad).toContain('1 contradicted');
    expect(bad).toContain('<div class="bad"><b>2 of 3 exact checks pass</b><span>failed: ou/scale</span>');
    expect(bad).toContain('✗ contradicted');
  });

  it('tells how to make it again, and whom to cite', () => {
    for (const part of [
      report.command,
      '2 (the numbers do not depend on it)',
      'mckean 0.1.0, node 24.21.0',
      report.hashes!.plan!,
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('Implicit Compressibility of Overparametrized Neural Networks');
    expect(text).not.toContain('%VERSION%');
  });

  it('holds every figure with a caption, an alternative text and both layouts', () => {
    expect(embedded.length).toBe(report.figures.length);
    for (const [i, json] of embedded.entries()) {
      const spec = JSON.parse(json) as {
        data: unknown[];
        wide: { autosize: boolean };
        narrow: { height: number };
      };
      expect(spec.data).toEqual(JSON.parse(JSON.stringify(report.figures[i]!.spec.data)));
      expect(spec.wide.autosize).toBe(true);
      expect(spec.narrow.height).toBeGreaterThan(200);
      expect(text).toContain(`<b>Figure ${i + 1}.</b>`);
    }
    expect([...text.matchAll(/role="img" aria-label="[^"]{20,}"/g)].length).toBe(report.figures.length);
  });

  // Planted faults: a stylesheet from a font service; Plotly from its CDN.
  it('loads nothing from anywhere, and forbids itself to', () => {
    expect(text).toContain(CONTENT_SECURITY_POLICY);
    expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
    expect(ours).not.toMatch(/<(link|img|iframe|object|embed|base)\b/i);
    expect(ours).not.toMatch(/\bsrc\s*=|@import|url\(|https?:/i);
    expect(page).toContain(plotlySource().slice(0, 2000));
  });

  it('is smaller than 8 MB', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(8_000_000);
  });

  // Planted fault: escapeHtml left out of the setup; `<` not escaped in the embedded JSON.
  it('shows hostile texts as texts', () => {
    const evil = '</script><script>alert(1)</script><img src=x onerror="alert(2)">\u2028';
    const claim = report.claims[0]!;
    const spec = rateFigure({
      ...singleRate,
      title: evil,
      metricLabel: evil,
      series: [{ ...singleRate.series[0]!, label: evil }],
    });
    const hostile = reportPage({
      ...report,
      title: evil,
      question: evil,
      command: evil,
      preset: evil,
      notes: [evil],
      host: evil,
      versions: { [evil]: evil },
      hashes: { [evil]: evil },
      documents: [{ name: evil, text: evil }],
      files: [{ path: evil, bytes: 1, sha256: evil }],
      claims: [
        {
          ...claim,
          metric: evil,
          setup: evil,
          reason: evil,
          claim: { ...claim.claim, statement: evil, assumptions: evil, source: evil },
        },
      ],
      oracles: [
        { id: evil, statement: evil, expected: evil, measured: evil, error: 0, tolerance: 0, pass: false },
      ],
      figures: [{ id: evil, spec, caption: evil, alt: evil }],
    }).replace(plotlySource(), '');
    expect(hostile).not.toMatch(/<img|<script>alert|onerror="/);
    // The figure's data, Plotly, the script that draws, and the page's own.
    expect(hostile.match(/<script/g)!.length).toBe(4);
    expect(hostile.match(/<\/script>/g)!.length).toBe(4);
  });

  it('of nothing is still a page', () => {
    const empty = reportPage({
      ...report,
      claims: [],
      oracles: [],
      figures: [],
      notes: [],
      question: 'Why?',
    });
    expect(empty).toContain('<p>Why?</p>');
    expect(empty).not.toContain('<h2>Rates</h2>');
  });
});

describe('a narrow figure', () => {
  const wide = withoutTexts(rateFigure(severalRates).layout);
  const narrow = narrowLayout(wide);

  it('has its labels below the plot, none above another', () => {
    const labels = narrow.annotations!.filter((annotation) => annotation.name === 'direct-label');
    expect(labels.length).toBe(4);
    const shifts = labels.map((label) => -Number(label.yshift));
    for (let i = 1; i < 4; i++) expect(shifts[i]! - shifts[i - 1]!).toBeGreaterThanOrEqual(24);
    expect(Number(narrow.margin!.b)).toBeGreaterThan(shifts[3]! + 16);
    expect(Number(narrow.margin!.r)).toBeLessThan(20);
  });

  it('has at most five ticks across, the name of its vertical axis above, and no fixed width', () => {
    const { tickvals, ticktext } = narrow.xaxis as { tickvals: number[]; ticktext: string[] };
    expect(tickvals.length).toBeLessThanOrEqual(5);
    expect(ticktext.length).toBe(tickvals.length);
    expect(narrow.yaxis!.title).toMatchObject({ text: '' });
    expect(JSON.stringify(narrow.annotations)).toContain('E‖Δθ‖');
    expect(narrow.width).toBeUndefined();
    expect(wide.title).toBeUndefined();
  });
});

it('a figure page is one figure that opens offline', () => {
  const single = figurePage(rateFigure(singleRate)).replace(plotlySource(), '');
  expect(single).toContain('<title>Chaos error falls like N^−0.50 [−0.52, −0.48]; theory −1/2</title>');
  expect(single).toContain('Chaos error falls like N<sup>−0.50</sup>');
  expect(single).toContain('Dropped from the fit: N = 2048');
  expect(single).toContain(CONTENT_SECURITY_POLICY);
  expect(single).not.toMatch(/<(link|img)|\bsrc\s*=|https?:/i);
});
