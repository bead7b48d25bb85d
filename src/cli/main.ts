#!/usr/bin/env node
/** The executable: keeps compiled code between runs (which halves the time to start), then runs the program. */
import { enableCompileCache } from 'node:module';

enableCompileCache();
// A reader that closes the pipe early (`mckean … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});
const { runProgram } = await import('./program.ts');
await runProgram(process.argv);
