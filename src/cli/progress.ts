/** A progress bar on standard error, with an estimate of the time left, when that is a terminal. */
import cliProgress from 'cli-progress';

export interface Progress {
  /** What is being done now, and how far it is. A new label starts a new bar. */
  update(label: string, done: number, total: number): void;
  stop(): void;
}

export function createProgress(): Progress {
  if (!process.stderr.isTTY) return { update() {}, stop() {} };
  const bar = new cliProgress.SingleBar(
    {
      stream: process.stderr,
      format: '{bar} {percentage}% | {left} | {label}',
      hideCursor: true,
      clearOnComplete: true,
    },
    cliProgress.Presets.shades_classic,
  );
  let current = '';
  let started = 0;
  let doneAtStart = 0;
  return {
    update(label, done, total) {
      const now = performance.now();
      if (label !== current) {
        if (current !== '') bar.stop();
        bar.start(total, done, { label, left: 'starting' });
        [current, started, doneAtStart] = [label, now, done];
      }
      const since = done - doneAtStart;
      const left = since > 0 ? ((now - started) / 1000 / since) * (total - done) : undefined;
      bar.setTotal(total);
      bar.update(done, { label, left: left === undefined ? 'starting' : `${duration(left)} left` });
    },
    stop() {
      if (current !== '') bar.stop();
      current = '';
    },
  };
}

/** Whole seconds up to two minutes, then minutes, then hours. */
function duration(seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
