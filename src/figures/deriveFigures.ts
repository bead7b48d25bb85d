/**
 * The figures of rates computed again from the tables of a run, without simulation: a study whose replicas are all in its table
 * only fits and judges them. For `mckean verify`, and studies of a rate whose plan says all (no data set, no code model).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readTable } from '../results/csv.ts';
import { hashOf } from '../results/hash.ts';
import type { Manifest } from '../results/runFolder.ts';
import { runStudy } from '../studies/runStudy.ts';
import { readStudy, type Study } from '../studies/study.ts';
import type { NamedRate } from '../studies/verify.ts';
import type { Figure } from './figure.ts';
import { rateFigures } from './runFigures.ts';

/**
 * Null where the figures of the run are no rates, or cannot be had from its plan and tables alone.
 * @throws Error with one sentence where a table is not the study's, or lacks replicas
 */
export async function derivedFigures(dir: string, { plan, files }: Manifest): Promise<Figure[] | null> {
  const studies = studiesOf(plan, files);
  if (studies === null) return null;
  const rates: NamedRate[] = [];
  for (const { name, study } of studies) {
    const path = join(dir, 'tables', `${name}.csv`);
    if (!existsSync(path)) throw new Error(`${path}: is missing, so that no figure can be computed from it.`);
    const rows = new Map(
      readTable(path).rows.map(([replica, ...values]) => [
        Number(replica),
        Float64Array.from(values, Number),
      ]),
    );
    const table = { rows, append: () => {} };
    const measured = await runStudy(study, {
      table,
      onProgress(finished, total) {
        if (finished < total) throw new Error(`${path}: has ${finished} of the study's ${total} replicas.`);
      },
    });
    rates.push(...measured.map((rate) => ({ ...rate, study: name })));
  }
  return rateFigures(rates);
}

function studiesOf(plan: unknown, files: Manifest['files']): { name: string; study: Study }[] | null {
  try {
    const named = (plan as { studies?: { name: string; study: unknown }[] }).studies;
    if (named !== undefined) return named.map(({ name, study }) => ({ name, study: readStudy(study) }));
    const tables = files
      .map(({ path }) => /^tables\/(.*)\.csv$/.exec(path)?.[1])
      .filter((name) => name !== undefined);
    const study = studyOf(plan as StudyPlan);
    return tables.length === 1 && study !== null ? [{ name: tables[0]!, study }] : null;
  } catch {
    // The plan of another command, or one that names what is not in the run folder.
    return null;
  }
}

interface StudyPlan {
  readonly steps?: unknown;
  readonly plan: Readonly<Record<string, unknown>>;
}

/** The study whose plan a manifest has: there the plan has also what the study says. */
function studyOf(stored: StudyPlan): Study | null {
  const { particles: _p, replicas: _r, cells: _c, steps, ...plan } = stored.plan;
  const study = readStudy({ ...stored, plan: stored.steps === undefined ? { ...plan, steps } : plan });
  return hashOf(study.problem.plan) === hashOf(stored.plan) ? study : null;
}
