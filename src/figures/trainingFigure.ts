/**
 * The training figure: loss (logarithmic) and accuracy against the number of steps.
 *
 * One colour and symbol per noise: the thick line is the median over the seeds on test data (training data where there is no
 * other), the dashed one the median on training data, thin lines are seeds. Medians, because a few seeds hit by a large
 * jump move a mean anywhere.
 */
import type { Data, Layout } from 'plotly.js-dist-min';
import type { TrainedRun } from '../studies/training.ts';
import { logAxis } from './axes.ts';
import { noiseName } from './noiseName.ts';
import { formatNumber, lineCount, plain, withoutMarkup, wrap } from './text.ts';
import {
  AXIS,
  axisTitle,
  baseLayout,
  emptyFigure,
  type FigureSpec,
  type FigureText,
  seriesStyle,
  titleBlock,
} from './theme.ts';

/** Data of a figure of loss and accuracy over the steps. */
export type TrainingFigureInput = readonly Pick<TrainedRun, 'noise' | 'seed' | 'history'>[];

/** The part of the runs that the figure draws. */
export function trainingKept(runs: TrainingFigureInput): TrainingFigureInput {
  return runs.map(({ noise, seed, history }) => ({ noise, seed, history }));
}

type Score = 'trainLoss' | 'trainAccuracy' | 'testLoss' | 'testAccuracy';

interface Series {
  readonly label: string;
  readonly steps: number[];
  /** Seeds × evaluations. */
  scores(score: Score): number[][];
}

export function trainingFigure(input: TrainingFigureInput): FigureSpec {
  const series = seriesOf(input);
  const title = wrap(titleOf(series), 78);
  if (series.length === 0) return emptyFigure(title, 'There is no run to draw.');
  const panels = panelsOf(series);
  const data: Data[] = [];
  const axes: Record<string, unknown> = {};
  for (const [p, { shown, train, label, log }] of panels.entries()) {
    const axis = p === 0 ? '' : '2';
    const values: number[] = [];
    for (const [index, { steps, scores, label: name }] of series.entries()) {
      const { color, symbol } = seriesStyle(index);
      const on = { type: 'scatter', x: steps, xaxis: 'x', yaxis: `y${axis}` } as const;
      for (const path of scores(shown)) {
        data.push({
          ...on,
          name,
          mode: 'lines',
          y: gaps(path),
          line: { color, width: 0.7 },
          opacity: 0.4,
          hoverinfo: 'skip',
        });
        values.push(...path);
      }
      const middle = medians(scores(shown));
      data.push({
        ...on,
        name,
        mode: 'lines+markers',
        y: gaps(middle),
        line: { color, width: 2.2 },
        marker: { color, symbol, size: 7 },
      });
      if (train === shown) continue;
      const onTrain = medians(scores(train));
      values.push(...onTrain);
      data.push({
        ...on,
        name: `${name}: training`,
        mode: 'lines',
        y: gaps(onTrain),
        line: { color, width: 1.6, dash: 'dash' },
      });
    }
    const scale = log ? { type: 'log', ...logAxis(values) } : {};
    const top = p === 0 ? 1 : 0.46;
    const bottom = panels.length === 1 ? 0 : p === 0 ? 0.54 : 0;
    axes[`yaxis${axis}`] = { ...AXIS, ...scale, domain: [bottom, top], title: axisTitle(label, 24) };
  }
  const key = wrap(keyOf(series, panels), 110);
  const head = 62 + lineCount(title) * 22 + (lineCount(key) - 1) * 16;
  return {
    data,
    layout: {
      ...baseLayout(),
      ...titleBlock(title, key),
      height: head + 60 + 230 * panels.length,
      margin: { l: 76, r: 24, t: head, b: 60 },
      ...(axes as Partial<Layout>),
      xaxis: { ...AXIS, anchor: panels.length === 1 ? 'y' : 'y2', title: axisTitle('steps', 70) },
    },
  };
}

/** Caption and alternative text. */
export function trainingText(input: TrainingFigureInput): FigureText {
  const series = seriesOf(input);
  const title = withoutMarkup(titleOf(series));
  const names = series.map(({ label }) => label).join('; ');
  return {
    caption: `Loss and accuracy against the number of steps: ${names}. Lines with symbols: medians over the seeds; dashed: medians on training data; thin lines: seeds. ${title}.`,
    alt: `${title}. Loss and accuracy of ${names} over the steps.`,
  };
}

function seriesOf(input: TrainingFigureInput): Series[] {
  const groups = Map.groupBy(input, ({ noise }) => JSON.stringify(noise));
  return [...groups.values()].map((runs) => {
    return {
      label: noiseName(runs[0].noise),
      steps: runs[0].history.map((row) => row.step),
      scores: (score) => runs.map(({ history }) => history.map((row) => row[score])),
    };
  });
}

interface Panel {
  readonly label: string;
  readonly shown: Score;
  readonly train: Score;
  readonly log: boolean;
}

function panelsOf(series: readonly Series[]): Panel[] {
  const has = (score: Score) =>
    series.some(({ scores }) =>
      scores(score)
        .flat()
        .some((v) => !Number.isNaN(v)),
    );
  const loss = has('testLoss') ? 'testLoss' : 'trainLoss';
  const accuracy = has('testAccuracy') ? 'testAccuracy' : 'trainAccuracy';
  const panels: Panel[] = [{ label: 'loss', shown: loss, train: 'trainLoss', log: true }];
  if (has(accuracy)) panels.push({ label: 'accuracy', shown: accuracy, train: 'trainAccuracy', log: false });
  return panels;
}

function keyOf(series: readonly Series[], [{ shown }]: readonly Panel[]): string {
  const names = series.map(({ label }, index) => `${seriesStyle(index).glyph} ${plain(label)}`);
  return [...names, ...(shown === 'testLoss' ? ['━━ test', '╌╌ training'] : ['━━ training'])].join('   ');
}

function titleOf(series: readonly Series[]): string {
  if (series.length === 0) return 'Nothing was trained';
  const { label, shown } = panelsOf(series).at(-1)!;
  const last = series.map(({ scores }) => medians(scores(shown)).at(-1)!);
  const [low, high] = [Math.min(...last), Math.max(...last)].map((v) => formatNumber(v, 3));
  const where = shown.startsWith('test') ? 'test' : 'training';
  return `After ${series[0].steps.at(-1)} steps the median ${where} ${label} is ${low === high ? low : `${low} to ${high}`}`;
}

/** Medians over the seeds, evaluation by evaluation. */
function medians(paths: readonly number[][]): number[] {
  return paths[0].map((_, k) => {
    const sorted = paths.map((path) => path[k]).sort((a, b) => a - b);
    const half = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
  });
}

/** Plotly draws a gap where the value is null. */
function gaps(values: readonly number[]): (number | null)[] {
  return values.map((v) => (Number.isFinite(v) ? v : null));
}
