/** The version of the package, from its own package.json: the same file in a clone, in a build and where it is installed. */
import { createRequire } from 'node:module';

export function packageVersion(): string {
  const { version } = createRequire(import.meta.url)('mckean/package.json') as { version: string };
  return version;
}
