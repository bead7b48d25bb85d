/** The programs that notebooks need and npm does not bring: Jupyter's nbconvert, a Chromium for drawings, and a font. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium } from '../../src/figures/render.ts';

const PACKAGES = ['jupyter-nbconvert', 'chromium', 'fonts-dejavu-core'] as const;

/** Installs what is missing where apt and root allow it. @throws Error with one sentence where they do not. */
export function ensurePrograms(): void {
  const missing = missingPackages();
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !onPath('apt-get'))
    throw new Error(
      `Notebooks need ${missing.join(', ')}. As root on Debian or Ubuntu: apt-get install ${missing.join(' ')}.`,
    );
  process.stderr.write(`Installing ${missing.join(', ')}.\n`);
  const apt = (...args: string[]) =>
    execFileSync('apt-get', ['-qq', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...missing);
}

function missingPackages(): string[] {
  const present = {
    'jupyter-nbconvert': onPath('jupyter-nbconvert'),
    chromium: findChromium() !== null,
    // Any fonts at all will do elsewhere: drawings are not compared.
    'fonts-dejavu-core': existsSync('/usr/share/fonts') || process.platform !== 'linux',
  };
  return PACKAGES.filter((name) => !present[name]);
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}
