#!/usr/bin/env node
/** The executable: keeps compiled code between runs (which halves the time to start), then runs the program. */
import * as nodeModule from 'node:module';
import { tooOld } from './nodeVersion.ts';

// A reader that closes the pipe early (`mckean … | head`) is no error; a full disk is one.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  process.stderr.write(`Standard output cannot be written: ${error.message}.\n`);
  process.exit(1);
});
const refusal = tooOld(process.versions.node);
if (refusal === undefined) {
  nodeModule.enableCompileCache?.();
  const { runProgram } = await import('./program.ts');
  await runProgram(process.argv);
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
}
