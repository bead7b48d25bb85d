/** What a reader wants to know first: boxes with a number or a word, and what it is. */
import { escapeHtml } from '../html.ts';
import { formatNumber } from '../text.ts';

export type Mood = 'good' | 'bad' | 'open' | 'plain';

export interface Answer {
  readonly big: string;
  readonly small: string;
  readonly mood: Mood;
}

export function answerBoxes(answers: readonly Answer[]): string {
  const boxes = answers.map(
    ({ big, small, mood }) =>
      `<div class="${mood}"><b>${escapeHtml(big)}</b><span>${escapeHtml(small)}</span></div>`,
  );
  return `<div class="answer">${boxes.join('')}</div>`;
}

/** How long it took. */
export function timeAnswer({ elapsedSeconds, threads }: { elapsedSeconds: number; threads: number }): Answer {
  return {
    big: duration(elapsedSeconds),
    small: `on ${threads} thread${threads === 1 ? '' : 's'}`,
    mood: 'plain',
  };
}

export function duration(seconds: number): string {
  if (seconds < 90) return `${formatNumber(seconds, seconds < 10 ? 2 : 3)} s`;
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${whole % 60} s`;
}
