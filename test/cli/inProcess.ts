/** The command line in this process, in the given folder: quicker by the start of Node. One call at a time. */
import { vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import type { Outcome } from './mckean.ts';

export async function inProcess(words: readonly string[], cwd: string): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0),
  ];
  const before = { code: process.exitCode, cwd: process.cwd() };
  process.exitCode = undefined;
  process.chdir(cwd);
  try {
    await runProgram(['node', 'mckean', ...words]);
    const code = Number(process.exitCode ?? 0);
    return { code, stdout: out.join(''), stderr: err.join('') };
  } finally {
    process.exitCode = before.code;
    process.chdir(before.cwd);
    for (const spy of spies) spy.mockRestore();
  }
}
