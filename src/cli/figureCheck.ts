/** `mckean figure --check`: what differs, a line each; exit code 1 where something does. */
import { asBadInput, BadInput } from '../engine/badInput.ts';
import { checkFigureFile, checkRun, pictureFormatOf } from '../figures/checkFigures.ts';
import { isFolder } from './figureSources.ts';
import { printJson } from './print.ts';

export function checkFigures(paths: readonly string[], { json = false }: { json?: boolean }): void {
  const checks = paths.map((path) => {
    if (isFolder(path)) return { path, ...asBadInput(() => checkRun(path)) };
    if (pictureFormatOf(path) === null && !path.endsWith('.json'))
      throw new BadInput(`${path}: is neither a run folder nor a figure.`);
    return { path, files: 1, findings: checkFigureFile(path) };
  });
  const findings = checks.flatMap((check) => check.findings);
  if (findings.length > 0) process.exitCode = 1;
  if (json) {
    printJson({ checks });
    return;
  }
  for (const finding of findings) process.stdout.write(`${finding}\n`);
  for (const { path, files, findings: own } of checks)
    process.stdout.write(
      `${path}: ${files} ${files === 1 ? 'file' : 'files'} checked, ${own.length === 0 ? 'all as recorded' : `${own.length} not as recorded`}\n`,
    );
}
