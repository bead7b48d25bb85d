/** A progress bar on standard error, with an estimate of the time left, when that is a terminal. */
import cliProgress from 'cli-progress';

export interface Progress {
  /** What is being done now, and how far it is. */
  update(label: string, done: number, total: number): void;
  stop(): void;
}

export function createProgress(): Progress {
  if (!process.stderr.isTTY) return { update() {}, stop() {} };
  const bar = new cliProgress.SingleBar(
    {
      stream: process.stderr,
      format: '{bar} {percentage}% | {eta_formatted} left | {label}',
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 40,
    },
    cliProgress.Presets.shades_classic,
  );
  let current = '';
  return {
    update(label, done, total) {
      if (label !== current) {
        if (current !== '') bar.stop();
        bar.start(total, done, { label });
        current = label;
      }
      bar.setTotal(total);
      bar.update(done, { label });
    },
    stop() {
      if (current !== '') bar.stop();
      current = '';
    },
  };
}
