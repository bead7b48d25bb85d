/** `mckean figure --check`: what differs, a line each; exit code 1 where something does. */
import { asBadInput, BadInput } from '../engine/badInput.ts';
import { checkFigureFile, pictureFormatOf } from '../figures/checkFigure.ts';
import { checkRun, type RunCheck } from '../figures/checkRun.ts';
import { readManifest } from '../results/runFolder.ts';
import { packageVersion } from '../results/version.ts';
import { isFolder } from './figureSources.ts';
import { printJson } from './print.ts';

export async function checkFigures(paths: readonly string[], json: boolean): Promise<void> {
  const checks: ({ path: string } & RunCheck)[] = [];
  for (const path of paths) checks.push({ path, ...(await checkOf(path)) });
  if (checks.some(({ findings }) => findings.length > 0)) process.exitCode = 1;
  if (json) {
    printJson({ checks });
    return;
  }
  for (const { path, files, derived, findings, drawnOtherwise } of checks) {
    for (const finding of findings) process.stdout.write(`${finding}\n`);
    const verdict = findings.length === 0 ? 'all as recorded' : `${findings.length} not as recorded`;
    const versions = drawnOtherwise.map((version) => `mckean ${version}`).join(' and ');
    const note = versions === '' ? '' : `; drawn by ${versions}, which this version draws otherwise`;
    const again =
      derived === 0 ? '' : `, ${derived} ${derived === 1 ? 'figure' : 'figures'} computed again from tables`;
    process.stdout.write(
      `${path}: ${files} ${files === 1 ? 'file' : 'files'} checked${again}, ${verdict}${note}\n`,
    );
  }
}

async function checkOf(path: string): Promise<RunCheck> {
  const version = packageVersion();
  if (isFolder(path)) {
    asBadInput(() => readManifest(path));
    return checkRun(path, version);
  }
  if (pictureFormatOf(path) === null && !path.endsWith('.json'))
    throw new BadInput(`${path}: is neither a run folder nor a figure.`);
  const { findings, drawnOtherwise } = checkFigureFile(path, version);
  return { files: 1, derived: 0, findings, drawnOtherwise: drawnOtherwise === null ? [] : [drawnOtherwise] };
}
