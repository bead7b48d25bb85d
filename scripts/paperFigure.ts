/**
 * The figure for a paper: npm run paper-figure
 *
 * Rates of chaos and of discretisation for four tail indices side by side, as a PDF 85 mm wide, from `mckean verify --preset
 * standard` (about a minute). A run that was stopped is continued, a finished one is drawn from what it has.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const RUN = 'runs/paper-figure';

try {
  const resume = existsSync(`${RUN}/manifest.json`) ? ['--resume'] : [];
  mckean('verify', '--preset', 'standard', '--out', RUN, ...resume);
  mckean('figure', RUN, '--only', 'rates', '--width', '85mm', '--format', 'pdf');
} catch (error) {
  process.exitCode = (error as { status?: number }).status ?? 1;
}

function mckean(...words: string[]): void {
  execFileSync(process.execPath, [MAIN, ...words], { stdio: 'inherit' });
}
