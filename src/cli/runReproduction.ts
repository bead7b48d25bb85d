/** What a report says of its run: command, versions and time from the manifest, tables and states with their hashes. */
import { type Reproduction, reproductionOf } from '../figures/report/reproduction.ts';
import type { Run } from '../results/runFolder.ts';

/** Call it when the run's tables are in their final form (Session.finishTables). */
export function runReproduction(
  run: Run,
  more: Pick<Reproduction, 'preset' | 'documents' | 'hashes'>,
): Reproduction {
  run.save();
  const files = run.files().filter(({ path }) => /\.(csv|npy)$/.test(path));
  return reproductionOf(run.manifest, { ...more, files });
}
