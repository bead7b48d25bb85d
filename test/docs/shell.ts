/** The commands of the pages: how a reader's shell is imitated, and which commands and options exist. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAIN } from '../cli/mckean.ts';
import { ROOT } from './blocks.ts';

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * What stands before a block of commands: `mckean`, `npx mckean`, `npm run -s mckean --` and `npm start --` are the
 * repository's command line, in the page's folder; other scripts of npm run as they do for the reader.
 * `exampleFiles` writes what stands for the reader's own weights and data.
 */
export const PRELUDE = `set -euo pipefail
trap 'echo "failed: $BASH_COMMAND" >&2' ERR
set -E
exampleFiles() { ${quoted(process.execPath)} ${quoted(join(ROOT, 'test/docs/exampleFiles.ts'))} "$@"; }
mckean() { ${quoted(process.execPath)} ${quoted(MAIN)} "$@"; }
npx() { [ "$1" = mckean ] || { echo "npx $1 is not run" >&2; return 1; }; shift; mckean "$@"; }
npm() {
  if [ "$1" = run ]; then shift; fi
  if [ "$1" = -s ]; then shift; fi
  local script=$1; shift
  if [ "\${1-}" = -- ]; then shift; fi
  case $script in
    mckean) mckean "$@" ;;
    start) mckean verify "$@" ;;
    ci|i|install|test|t|pack) echo "npm $script is not run here: mark it slow" >&2; return 1 ;;
    *) command npm --prefix ${quoted(ROOT)} run -s "$script" -- "$@" ;;
  esac
}
`;

/** Lines of shell with their continuations joined, without comments; a here-document is no command. */
export function commandLines(code: string): string[] {
  const lines: string[] = [];
  let ends: string | undefined;
  for (const line of code.replaceAll(/\\\n/g, ' ').split('\n')) {
    if (ends !== undefined) {
      if (line.trim() === ends) ends = undefined;
      continue;
    }
    ends = /<<-?\s*'?(\w+)'?/.exec(line)?.[1];
    const command = words(line).join(' ');
    if (command !== '') lines.push(line);
  }
  return lines;
}

/** Words of one command line; quotes hold a word together, `#` begins a comment. */
export function words(line: string): string[] {
  const found: string[] = [];
  for (const [word] of line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'&|;]+)+|&&|\|\|?|;|&/g)) {
    if (word.startsWith('#')) break;
    found.push(word);
  }
  return found;
}

/** What is wrong with the commands of a line, as far as it shows without running them; undefined: nothing. */
export function fault(line: string): string | undefined {
  const commands: string[][] = [[]];
  for (const word of words(line)) {
    if (/^(&&|\|\|?|;|&)$/.test(word)) commands.push([]);
    else commands.at(-1)!.push(word);
  }
  return commands.map(faultOfCommand).find((found) => found !== undefined);
}

function faultOfCommand(command: readonly string[]): string | undefined {
  const [program, ...rest] = command;
  if (program === 'mckean') return faultOfMckean(rest);
  if (program === 'npx' && rest[0] === 'mckean') return faultOfMckean(rest.slice(1));
  if (program !== 'npm') return undefined;
  const [first, ...more] = rest.filter((word) => word !== '-s');
  if (first === 'start') return more.length > 0 ? faultOfMckean(['verify', ...more.slice(1)]) : undefined;
  if (first !== 'run') return undefined;
  const [script, ...options] = more;
  if (script === 'mckean') return options.length > 0 ? faultOfMckean(options.slice(1)) : undefined;
  return script in scripts() ? undefined : `npm has no script "${script}"`;
}

/** Whether the command and every option is in its help. */
function faultOfMckean([command, ...options]: readonly string[]): string | undefined {
  if (command === undefined || command.startsWith('-') || /^[A-Z…]/.test(command)) return undefined;
  const help = helpOf(command);
  if (help === undefined) return `mckean has no command "${command}"`;
  const unknown = options
    .filter((word) => word.startsWith('--') && word !== '--')
    .map((word) => word.split('=')[0])
    .find((word) => !new RegExp(`^\\s+(?:-\\w, )?${word}(?![\\w-])`, 'm').test(help));
  return unknown === undefined ? undefined : `mckean ${command} has no option ${unknown}`;
}

const helps = new Map<string, string | undefined>();
function helpOf(command: string): string | undefined {
  if (!helps.has(command)) {
    const { status, stdout } = spawnSync(process.execPath, [MAIN, command, '--help'], { encoding: 'utf8' });
    helps.set(command, status === 0 && stdout.includes(`mckean ${command}`) ? stdout : undefined);
  }
  return helps.get(command);
}

function scripts(): Record<string, string> {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts;
}
