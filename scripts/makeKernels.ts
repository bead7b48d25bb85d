/**
 * Compiles src/engine/kernels/assembly (AssemblyScript) into src/engine/kernels/built/*.ts, which are committed:
 * nothing is compiled when mckean is installed or started. A test compiles again and compares.
 *
 *   npm run kernels
 *
 * The bytes stand in a TypeScript file as base64, so that Node, a bundler and a browser load them the same way.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const assembly = 'src/engine/kernels/assembly';

/** Each module: its entry file and the features of WebAssembly that it takes besides SIMD and threads. */
export const MODULES = {
  strict: { entry: 'index.ts', features: [] },
  fast: { entry: 'index.ts', features: ['relaxed-simd'] },
  float32: { entry: 'float32/index.ts', features: ['relaxed-simd'] },
  network: { entry: 'network/index.ts', features: [] },
  functions: { entry: 'functions/index.ts', features: [] },
} as const satisfies Record<string, { entry: string; features: readonly string[] }>;
export type ModuleName = keyof typeof MODULES;

/** The module's bytes, compiled now. @throws Error with the compiler's messages */
export function compileKernels(name: ModuleName): Promise<Uint8Array> {
  return compile(`${assembly}/${MODULES[name].entry}`, MODULES[name].features);
}

/** @param text of the entry file where there is none, as in tests that ask a kernel's parts */
export async function compile(
  entry: string,
  features: readonly string[],
  text?: string,
): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      entry,
      '-O3',
      '--converge',
      '--noAssert',
      ...['--runtime', 'stub'],
      ...['--enable', ['simd', 'threads', ...features].join(',')],
      ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
      ...['--disableWarning', '112'],
      ...['--outFile', 'kernels.wasm'],
    ],
    {
      readFile: (file, base) => {
        if (file === entry && text !== undefined) return text;
        try {
          return readFileSync(join(base, file), 'utf8');
        } catch {
          return null;
        }
      },
      writeFile: (_file, contents) => {
        if (typeof contents !== 'string') binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error !== null || binary === undefined) throw new Error(`${error?.message}\n${stderr.toString()}`);
  return binary;
}

/** The text of built/<name>.ts. */
export function builtFile(name: ModuleName, binary: Uint8Array): string {
  return [
    `/** The ${name} kernels, made from ${assembly} by "npm run kernels"; do not edit. */`,
    `export const wasm: string =`,
    `  '${Buffer.from(binary).toString('base64')}';`,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(root);
  for (const name of Object.keys(MODULES) as ModuleName[]) {
    const binary = await compileKernels(name);
    writeFileSync(join(root, `src/engine/kernels/built/${name}.ts`), builtFile(name, binary));
    console.log(`${name}: ${binary.length} bytes`);
  }
}
