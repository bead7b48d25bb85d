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
  // A code model is the user's own code. What it says goes to standard error, and it cannot end a command as if it were done.
  Object.assign(console, {
    log: (...words: unknown[]) => process.stderr.write(`${words.map(String).join(' ')}\n`),
  });
  let ended = false;
  process.on('exit', (code) => {
    if (ended || code !== 0) return;
    process.stderr.write('The run failed: the process was ended before the command was done.\n');
    process.exitCode = 1;
  });
  process.on('unhandledRejection', (reason) => {
    process.stderr.write(`The run failed: ${reason instanceof Error ? reason.message : String(reason)}\n`);
    process.exit(1);
  });
  const { runProgram } = await import('./program.ts');
  await runProgram(process.argv);
  ended = true;
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
}
