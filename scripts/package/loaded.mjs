/** Prints, as JSON, the packages that `import 'mckean'` loads, and its milliseconds. Runs in the folder that has it installed. */
import { registerHooks } from 'node:module';

const packages = new Set();
registerHooks({
  load(url, context, next) {
    const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(url)?.[1];
    if (name !== undefined) packages.add(name);
    return next(url, context);
  },
});
const started = performance.now();
await import('mckean');
process.stdout.write(JSON.stringify({ packages: [...packages], milliseconds: performance.now() - started }));
