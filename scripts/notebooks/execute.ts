/**
 * Executes a notebook in a fresh Deno kernel by `jupyter nbconvert --execute`.
 *
 * The kernel is described in a temporary folder, so that nothing of the user's Jupyter is touched. It runs in the folder
 * of the notebooks, whose deno.json says where `mckean` is.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Notebook } from './notebook.ts';

/**
 * Run before the first cell. The kernel of Deno 2.9 hands a cell's outputs to another thread and may report the cell done
 * before they have left; nbconvert then drops them (about one in ten, measured). So every cell waits a moment at its end.
 */
const FIRST_CELL = `{
  const jupyter = Deno[Deno.internal].jupyter;
  const send = jupyter.broadcastResult;
  jupyter.broadcastResult = async (count, result) => {
    await send(count, result);
    await new Promise((done) => setTimeout(done, 50));
  };
}`;

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export interface Executed {
  readonly notebook: Notebook;
  readonly seconds: number;
}

/** @throws Error with a sentence when the kernel fails or `limit` seconds pass; errors of cells are outputs. */
export async function execute(
  notebook: Notebook,
  { root, limit }: { root: string; limit: number },
): Promise<Executed> {
  const scratch = mkdtempSync(join(tmpdir(), 'mckean-notebooks-'));
  try {
    describeKernel(join(scratch, 'jupyter/kernels/deno'), join(root, 'node_modules/.bin/deno'), scratch);
    const started = performance.now();
    const output = await convert(withFirstCell(notebook), scratch, join(root, 'notebooks'), limit);
    const { cells, ...rest } = JSON.parse(output) as Notebook;
    return { notebook: { ...rest, cells: cells.slice(1) }, seconds: (performance.now() - started) / 1000 };
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The kernel leaves its process number in `scratch/pid`: nbconvert starts it in a session of its own. */
function describeKernel(folder: string, deno: string, scratch: string): void {
  mkdirSync(folder, { recursive: true });
  const argv = [
    ...['/bin/sh', '-c', 'echo $$ > "$0/pid" && exec "$@"', scratch],
    ...[deno, 'jupyter', '--kernel', '--conn', '{connection_file}'],
  ];
  writeFileSync(
    join(folder, 'kernel.json'),
    JSON.stringify({ argv, display_name: 'Deno', language: 'typescript' }),
  );
}

function withFirstCell(notebook: Notebook): Notebook {
  const first = { cell_type: 'code', id: 'first', metadata: {}, execution_count: null } as const;
  return { ...notebook, cells: [{ ...first, outputs: [], source: FIRST_CELL }, ...notebook.cells] };
}

function convert(notebook: Notebook, scratch: string, cwd: string, limit: number): Promise<string> {
  const args = ['--to', 'notebook', '--execute', '--allow-errors', '--stdin', '--stdout'];
  args.push('--ExecutePreprocessor.kernel_name=deno', '--log-level=ERROR');
  const env = {
    ...process.env,
    JUPYTER_DATA_DIR: join(scratch, 'jupyter'),
    JUPYTER_CONFIG_DIR: join(scratch, 'config'),
    JUPYTER_RUNTIME_DIR: join(scratch, 'runtime'),
    IPYTHONDIR: join(scratch, 'ipython'),
    NO_COLOR: '1',
    DENO_NO_UPDATE_CHECK: '1',
  };
  const child = spawn('jupyter-nbconvert', args, { cwd, env });
  const kill = () => {
    child.kill('SIGKILL');
    killKernel(scratch);
  };
  const interrupted = () => {
    kill();
    rmSync(scratch, { recursive: true, force: true });
    process.exit(130);
  };
  for (const signal of SIGNALS) process.once(signal, interrupted);
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (piece) => out.push(piece));
  child.stderr.on('data', (piece) => err.push(piece));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      kill();
      reject(new Error(`not done after ${limit} s.`));
    }, limit * 1000);
    const done = () => {
      clearTimeout(timer);
      for (const signal of SIGNALS) process.off(signal, interrupted);
    };
    child.on('error', (cause) => {
      done();
      reject(new Error('jupyter-nbconvert did not start.', { cause }));
    });
    child.on('close', (code) => {
      done();
      if (code === 0) resolve(Buffer.concat(out).toString());
      else reject(new Error(`the kernel failed: ${Buffer.concat(err).toString().trim().split('\n').at(-1)}`));
    });
    child.stdin.on('error', () => {});
    child.stdin.end(JSON.stringify(notebook));
  });
}

/** Does nothing where the kernel has not started, or has ended by itself. */
function killKernel(scratch: string): void {
  try {
    process.kill(Number(readFileSync(join(scratch, 'pid'), 'utf8')), 'SIGKILL');
  } catch {
    return;
  }
}
