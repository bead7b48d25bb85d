/**
 * The library as one file, dist/src/bundle/index.js, after the compiler has run: importing some 500 small files costs ten times as much
 * as importing one. Zod, which every plan is checked with, is in it; other packages stay outside and are loaded when they are used.
 *
 * A bundler takes the small files instead (condition `module` of package.json), of which it keeps what is used.
 * The file lies as deep as src/engine/pool.js, since that finds the workers by its own place.
 */
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const dist = fileURLToPath(new URL('../dist/src/', import.meta.url));
const inside = (id: string) => id.startsWith('.') || id.startsWith('/') || /^zod(\/|$)/.test(id);

const bundle = await rolldown({
  input: `${dist}index.js`,
  platform: 'node',
  external: (id) => !inside(id),
});
// Names stay, so that traces of errors can be read; comments go, which is most of what would be parsed.
await bundle.write({
  dir: `${dist}bundle`,
  format: 'esm',
  entryFileNames: 'index.js',
  chunkFileNames: '[name].js',
  minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
});
await bundle.close();
