/**
 * Executes a notebook in a fresh Deno kernel by `jupyter nbconvert --execute`.
 *
 * The kernel is described in a temporary folder, so that nothing of the user's Jupyter is touched. It runs in the folder
 * of the notebooks, whose deno.json says where `mckean` is.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
    const kernel = join(scratch, 'jupyter/kernels/deno');
    mkdirSync(kernel, { recursive: true });
    const deno = join(root, 'node_modules/.bin/deno');
    writeFileSync(
      join(kernel, 'kernel.json'),
      JSON.stringify({
        argv: [deno, 'jupyter', '--kernel', '--conn', '{connection_file}'],
        display_name: 'Deno',
        language: 'typescript',
      }),
    );
    const started = performance.now();
    const output = await convert(withFirstCell(notebook), {
      cwd: join(root, 'notebooks'),
      limit,
      env: {
        ...process.env,
        JUPYTER_DATA_DIR: join(scratch, 'jupyter'),
        JUPYTER_CONFIG_DIR: join(scratch, 'config'),
        JUPYTER_RUNTIME_DIR: join(scratch, 'runtime'),
        IPYTHONDIR: join(scratch, 'ipython'),
        NO_COLOR: '1',
        DENO_NO_UPDATE_CHECK: '1',
      },
    });
    const { cells, ...rest } = JSON.parse(output) as Notebook;
    return {
      notebook: { ...rest, cells: cells.slice(1) },
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

function withFirstCell(notebook: Notebook): Notebook {
  const first = { cell_type: 'code', id: 'first', metadata: {}, outputs: [], execution_count: null } as const;
  return { ...notebook, cells: [{ ...first, outputs: [], source: FIRST_CELL }, ...notebook.cells] };
}

function convert(
  notebook: Notebook,
  { cwd, env, limit }: { cwd: string; env: NodeJS.ProcessEnv; limit: number },
): Promise<string> {
  const args = ['--to', 'notebook', '--execute', '--allow-errors', '--stdin', '--stdout'];
  args.push('--ExecutePreprocessor.kernel_name=deno', '--log-level=ERROR');
  // A group of its own: on a timeout the kernel goes with it.
  const child = spawn('jupyter-nbconvert', args, { cwd, env, detached: true });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (piece) => out.push(piece));
  child.stderr.on('data', (piece) => err.push(piece));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      process.kill(-child.pid!, 'SIGKILL');
      reject(new Error(`not done after ${limit} s.`));
    }, limit * 1000);
    child.on('error', (cause) => {
      clearTimeout(timer);
      reject(new Error('jupyter-nbconvert did not start.', { cause }));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve(Buffer.concat(out).toString());
      else reject(new Error(`the kernel failed: ${Buffer.concat(err).toString().trim().split('\n').at(-1)}`));
    });
    child.stdin.on('error', () => {});
    child.stdin.end(JSON.stringify(notebook));
  });
}
