/** `mckean figure --check`: what differs, a line each; exit code 1 where something does. */
import packageJson from '../../package.json' with { type: 'json' };
import { asBadInput, BadInput } from '../engine/badInput.ts';
import { checkFigureFile, pictureFormatOf } from '../figures/checkFigure.ts';
import { checkRun, type RunCheck } from '../figures/checkRun.ts';
import { isFolder } from './figureSources.ts';
import { printJson } from './print.ts';

export function checkFigures(paths: readonly string[], { json = false }: { json?: boolean }): void {
  const checks = paths.map((path) => ({ path, ...checkOf(path) }));
  if (checks.some(({ findings }) => findings.length > 0)) process.exitCode = 1;
  if (json) {
    printJson({ checks });
    return;
  }
  for (const { path, files, findings, drawnOtherwise } of checks) {
    for (const finding of findings) process.stdout.write(`${finding}\n`);
    const verdict = findings.length === 0 ? 'all as recorded' : `${findings.length} not as recorded`;
    const versions = drawnOtherwise.map((version) => `mckean ${version}`).join(' and ');
    const note = versions === '' ? '' : `; drawn by ${versions}, which this version draws otherwise`;
    process.stdout.write(`${path}: ${files} ${files === 1 ? 'file' : 'files'} checked, ${verdict}${note}\n`);
  }
}

function checkOf(path: string): RunCheck {
  const { version } = packageJson;
  if (isFolder(path)) return asBadInput(() => checkRun(path, version));
  if (pictureFormatOf(path) === null && !path.endsWith('.json'))
    throw new BadInput(`${path}: is neither a run folder nor a figure.`);
  const { findings, drawnOtherwise } = checkFigureFile(path, version);
  return { files: 1, findings, drawnOtherwise: drawnOtherwise === null ? [] : [drawnOtherwise] };
}
