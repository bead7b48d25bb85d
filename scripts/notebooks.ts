/**
 * Executes the notebooks and holds them to what they store: outputs, figures by data hash, and the numbers that their text
 * quotes.
 *
 *   npm run notebooks                 all of them; exit code 1, with what differs, when one is not as stored
 *   npm run notebooks -- 03           those whose name begins with 03
 *   npm run notebooks -- --write      stores the fresh outputs
 *   npm run notebooks -- --limit 300  seconds that each may take, on a busy machine; 60 unless told
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Difference, differences, differingLines, keepDrawings, undrawn } from './notebooks/compare.ts';
import { execute } from './notebooks/execute.ts';
import { ensurePrograms } from './notebooks/install.ts';
import { joined, type Notebook, normalise, readNotebook, writeNotebook } from './notebooks/notebook.ts';
import { checkQuotes } from './notebooks/quotes.ts';

/** Seconds a notebook may take on two cores. They are made for a quarter of it. */
const LIMIT = 60;

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean' }, limit: { type: 'string', default: String(LIMIT) } },
  allowPositionals: true,
});
const limit = Number(values.limit);
if (!(limit > 0)) stop(`--limit is ${values.limit}; it must be a number of seconds above 0.`, 2);
const all = readdirSync(join(root, 'notebooks'))
  .filter((name) => name.endsWith('.ipynb'))
  .sort();
const chosen = all.filter(
  (name) => positionals.length === 0 || positionals.some((start) => name.startsWith(start)),
);
if (chosen.length === 0)
  stop(`No notebook begins with ${positionals.join(' or ')}: there are ${all.join(', ')}.`, 2);
try {
  ensurePrograms();
} catch (error) {
  stop((error as Error).message, 1);
}

let failed = 0;
for (const name of chosen) {
  const path = join(root, 'notebooks', name);
  const problems: string[] = [];
  let time = '';
  try {
    const stored = readNotebook(path);
    const run = await execute(stored, { root, limit });
    time = ` ${run.seconds.toFixed(1)} s`;
    const fresh = normalise(run.notebook, root);
    problems.push(...errors(fresh), ...checkQuotes(fresh));
    if (values.write) {
      problems.push(...undrawn(fresh).map((cell) => `cell ${cell}: the figure has no drawing`));
      writeNotebook(path, keepDrawings(stored, fresh));
    } else {
      problems.push(...differences(normalise(stored, root), fresh).map(describe));
    }
  } catch (error) {
    problems.push((error as Error).message);
  }
  process.stdout.write(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name}${time}\n`);
  for (const problem of problems) process.stdout.write(`  ${problem.replaceAll('\n', '\n  ')}\n`);
  if (problems.length > 0) failed++;
}
process.stdout.write(
  `${chosen.length - failed} of ${chosen.length} notebooks ${values.write ? 'stored' : 'as stored'}\n`,
);
process.exitCode = failed > 0 ? 1 : 0;

/** The first error of a cell that is not tagged raises-exception; what follows it fails for its sake. */
function errors({ cells }: Notebook): string[] {
  for (const [index, { source, metadata, outputs = [] }] of cells.entries()) {
    if ((metadata.tags as string[] | undefined)?.includes('raises-exception')) continue;
    const error = outputs.find(({ output_type }) => output_type === 'error');
    if (error) return [`cell ${index + 1}: ${error.ename}: ${error.evalue}\n${joined(source)}`];
  }
  return [];
}

function describe({ cell, what, stored, fresh }: Difference): string {
  const [before, after] = differingLines(stored, fresh);
  return `cell ${cell}, ${what} is not as stored\nstored: ${before}\nfresh:  ${after}`;
}

function stop(message: string, code: number): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
