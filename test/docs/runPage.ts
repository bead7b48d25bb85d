/**
 * Runs the blocks of a page, one after the other, in one folder that looks like a project which has installed mckean:
 * the package, what it depends on, and nothing else, beside the `docs` and `data` of the repository.
 */
import { execFile, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { parse } from 'yaml';
import { findChromium } from '../../src/figures/render.ts';
import { type Block, ROOT, type Slow } from './blocks.ts';
import { PRELUDE } from './shell.ts';

/** `fault` is what went wrong, undefined if nothing; `seconds` what the block took. */
export interface BlockOutcome {
  readonly fault?: string;
  readonly seconds: number;
}

export type Place = 'here' | Slow['place'];

/** A folder like a user's project, with mckean installed. */
export function userProject(): string {
  const dir = mkdtempSync(join(tmpdir(), 'mckean-docs-'));
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const modules = join(dir, 'node_modules');
  mkdirSync(join(modules, 'mckean'), { recursive: true });
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  symlinkSync(join(ROOT, 'src'), join(modules, 'mckean', 'src'));
  const exports = { '.': './src/index.ts', './math': './src/math/portable.ts' };
  writeFileSync(
    join(modules, 'mckean', 'package.json'),
    JSON.stringify({ name: 'mckean', type: 'module', exports }),
  );
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ type: 'module' }));
  for (const shared of ['docs', 'data']) symlinkSync(join(ROOT, shared), join(dir, shared));
  return dir;
}

/** Runs what of a page is for this place (what comes before a slow block, too), and tells of each block. */
export async function runPage(
  blocks: readonly Block[],
  place: Place,
  tell: (block: Block, outcome: BlockOutcome) => void,
): Promise<void> {
  const dir = userProject();
  const state: State = { dir, place, output: undefined, code: '', blocks };
  try {
    for (const [index, block] of blocks.entries()) {
      const before = performance.now();
      let fault: string | undefined;
      try {
        fault = await runBlock(block, index, state);
      } catch (error) {
        fault = (error as Error).message;
      }
      tell(block, { fault, seconds: (performance.now() - before) / 1000 });
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

interface State {
  readonly dir: string;
  readonly place: Place;
  readonly blocks: readonly Block[];
  /** What the last block that ran printed. */
  output: string | undefined;
  /** The code of the last block of code, for one that continues it. */
  code: string;
}

async function runBlock(block: Block, index: number, state: State): Promise<string | undefined> {
  const { dir, place } = state;
  for (const commands of block.setup) {
    const { code, stderr } = await shell(commands, dir);
    if (code !== 0) return `its setup failed (${code}): ${stderr}`;
  }
  if (block.shown !== undefined) return undefined;
  if (block.keys !== undefined) return missingKeys(block.code, await shell(block.keys, dir));
  const whole = block.slow.find((slow) => slow.lines === undefined);
  const isSlow = whole !== undefined && whole.place !== place;
  if (/^(sh|bash)$/.test(block.language)) {
    if (isSlow) return forget(state);
    const code = withoutSlowLines(block, place);
    return ended(await shell(code, dir), block, state);
  }
  if (/^(yaml|json)$/.test(block.language)) {
    const file = block.file ?? `block${index}.${block.language}`;
    write(dir, file, complete(block, dir));
    if (isSlow || mentioned(file, block, state.blocks)) return undefined;
    const args = commandFor(parse(readFileSync(join(dir, file), 'utf8')), file);
    if (args === undefined)
      return 'is no whole plan, study or training: name a file, or what completes it (with)';
    return ended(await shell(`mckean ${args}`, dir), block, state);
  }
  if (/^(ts|js)$/.test(block.language)) {
    const file = block.file ?? `block${index}.${block.language}`;
    state.code = block.continues ? `${state.code}\n${block.code}` : block.code;
    write(dir, file, state.code);
    if (isSlow) return forget(state);
    return (
      ended(await run(process.execPath, [file], dir), block, state) ?? printed(block.code, state.output ?? '')
    );
  }
  if (block.language === 'py') {
    const file = block.file ?? `block${index}.py`;
    write(dir, file, block.code);
    if (isSlow || !(await hasModules(block.code, dir))) return forget(state);
    return ended(await run('python3', [file], dir), block, state);
  }
  if (/^(text|console|)$/.test(block.language)) {
    if (isSlow || state.output === undefined) return undefined;
    return block.code.trim() === state.output.trim()
      ? undefined
      : `the commands before it print\n${state.output}`;
  }
  if (block.file !== undefined) {
    write(dir, block.file, block.code);
    return undefined;
  }
  if (block.language === 'tex') return missingPictures(block.code, dir);
  // Equations are typeset by the build of the documentation, which fails at one that cannot be.
  return block.language === 'math' ? undefined : `what becomes of a block of "${block.language}" is not said`;
}

/** After a block that was not run there is no output to compare with. */
function forget(state: State): undefined {
  state.output = undefined;
}

function ended(outcome: Ended, block: Block, state: State): string | undefined {
  state.output = outcome.stdout;
  return outcome.code === block.exit
    ? undefined
    : `ended with ${outcome.code}, not ${block.exit}: ${outcome.stderr}\n${outcome.stdout}`;
}

/** Holds `// prints …` to the output, in order. */
function printed(code: string, output: string): string | undefined {
  let from = 0;
  for (const [, text] of code.matchAll(/\/\/ prints (.+)$/gm)) {
    const at = output.indexOf(text, from);
    if (at < 0) return `does not print "${text}" but\n${output}`;
    from = at + text.length;
  }
  return undefined;
}

/** Every name of a sketch that is not marked as optional is a key of the JSON document. */
function missingKeys(sketch: string, { code, stdout, stderr }: Ended): string | undefined {
  if (code !== 0) return `its command ended with ${code}: ${stderr}`;
  const keys = new Set([...stdout.matchAll(/"(\w+)":/g)].map(([, key]) => key));
  const named = [...sketch.matchAll(/\b([a-zA-Z]\w*)\b(?!\?)/g)].map(([, name]) => name);
  const missing = named.filter((name) => !keys.has(name));
  return missing.length === 0 ? undefined : `the command prints no ${missing.join(', ')}`;
}

/** LaTeX is no part of the project: the pictures that a block takes must have been made. */
function missingPictures(code: string, dir: string): string | undefined {
  const pictures = [...code.matchAll(/\\includegraphics(?:\[[^\]]*\])?\{([^}]+)\}/g)].map(
    ([, picture]) => picture,
  );
  const missing = canDraw() ? pictures.filter((picture) => !existsSync(join(dir, picture))) : [];
  return missing.length === 0 ? undefined : `there is no ${missing.join(', ')}`;
}

/** A part of a plan with the rest of it. */
function complete(block: Block, dir: string): string {
  if (block.with === undefined) return block.code;
  const { file, rest } = block.with;
  const base = file === undefined ? {} : parse(readFileSync(join(dir, file), 'utf8'));
  return JSON.stringify({ ...base, ...parse(block.code), ...(rest === undefined ? {} : parse(rest)) });
}

/** Whether commands or code of the page use the file, so that it need not be run for itself. */
function mentioned(file: string, own: Block, blocks: readonly Block[]): boolean {
  return blocks.some(
    (block) =>
      block !== own &&
      [block.code, ...block.setup, block.with?.file ?? ''].some((text) => text.includes(file)),
  );
}

/** The command that runs a file, by what the file holds. */
function commandFor(content: Record<string, unknown>, file: string): string | undefined {
  if ('study' in content) return `study ${file}`;
  if ('network' in content && 'data' in content) return `train ${file}`;
  return 'model' in content && 'particles' in content ? `simulate ${file}` : undefined;
}

function withoutSlowLines({ code, slow }: Block, place: Place): string {
  const skipped = slow.filter((mark) => mark.lines !== undefined && mark.place !== place);
  return code
    .split('\n')
    .filter((line) => !skipped.some((mark) => line.includes(mark.lines!)))
    .filter((line) => !DRAWS.test(line) || canDraw())
    .join('\n');
}

/** Pictures need a browser, and PDF a converter, which a machine need not have: then what draws them is left out. */
const canDraw = (): boolean =>
  findChromium() !== null && spawnSync('rsvg-convert', ['--version']).status === 0;
const DRAWS = /\bmckean (?:-- )?figure\b(?!.*--(?:check|list|format (?:json|html)))|\bfigures -- /;

/** Python is no part of the project: a block runs where the machine has what it imports. */
async function hasModules(code: string, dir: string): Promise<boolean> {
  const names = [...code.matchAll(/^(?:import|from) (\w+)/gm)].map(([, name]) => name);
  const { code: status } = await run('python3', ['-c', `import ${['sys', ...names].join(', ')}`], dir);
  return status === 0;
}

function write(dir: string, file: string, text: string): void {
  if (extname(file) === '' || file.startsWith('/') || file.includes('..'))
    throw new Error(`${file} is no file to write`);
  mkdirSync(dirname(join(dir, file)), { recursive: true });
  if (existsSync(join(ROOT, file)) && file.includes('/'))
    throw new Error(`${file} is a file of the repository`);
  writeFileSync(join(dir, file), text);
}

interface Ended {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

const shell = (commands: string, cwd: string) => run('bash', ['-c', `${PRELUDE}${commands}`], cwd);

function run(program: string, args: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : (error.code ?? error.signal ?? 1), stdout, stderr }),
    );
  });
}
