/**
 * Checks the package as its users get it: npm run check:package
 *
 * Packs it, reads the tarball with publint and are-the-types-wrong, weighs it, installs it into empty folders, and uses
 * it there on Node 22 and 24: the command line (`mckean verify --preset quick`), ESM JavaScript, TypeScript under strict
 * settings with library types checked, and a bundler that must leave out what is not used. Needs the npm registry.
 * Times are printed and decide nothing. Watched failing: types at a path that is not there, a folder of tests in `files`, and
 * mathjs imported by src/index.ts.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NODES = ['22.23.3', '24.21.0'];
const MOST_BYTES = 3e6;
const MOST_BUNDLED = 50_000;
/** Loaded when something needs them, not before. */
const LAZY = ['mathjs', 'plotly.js-dist-min', 'playwright-core', 'hyparquet-writer', 'cli-progress'];
const STRICT = {
  compilerOptions: {
    target: 'es2023',
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    types: ['node'],
    outDir: 'out',
  },
  files: ['user.ts'],
};

const work = mkdtempSync(join(tmpdir(), 'mckean-package-'));
const say = (text: string) => process.stdout.write(`${text}\n`);
const run = (file: string, args: readonly string[], cwd: string): string =>
  execFileSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1e8 });

function check(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(`this does not hold: ${sentence}`);
  say(`✓ ${sentence}`);
}

try {
  const tarball = pack();
  const hashes = NODES.map((node) => useOn(node, tarball));
  await bundle(join(work, `node-${NODES[0]}`));
  check(new Set(hashes).size === 1, `the same bits on Node ${NODES.join(' and ')}`);
} catch (error) {
  process.stderr.write(`The package is not in order: ${(error as Error).message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

function pack(): string {
  const [report] = Object.values(
    JSON.parse(run('npm', ['pack', '--json', '--silent', '--pack-destination', work], ROOT)),
  ) as {
    filename: string;
    size: number;
    files: { path: string }[];
  }[];
  const tarball = join(work, report.filename);
  check(
    statSync(tarball).size < MOST_BYTES,
    `the tarball has ${statSync(tarball).size} bytes, fewer than ${MOST_BYTES}`,
  );
  const paths = report.files.map(({ path }) => path);
  const odd = paths.filter(
    (path) =>
      !/^(dist\/(src|workers)\/|data\/|README\.md$|LICENSE$|CHANGELOG\.md$|CITATION\.cff$|package\.json$)/.test(
        path,
      ),
  );
  check(
    odd.length === 0,
    `${paths.length} files, none that should not be there${odd.length > 0 ? `: ${odd}` : ''}`,
  );
  run('publint', ['--strict', tarball], ROOT);
  say('✓ publint');
  run('attw', ['--profile', 'esm-only', tarball], ROOT);
  say('✓ are the types wrong');
  return tarball;
}

/** The whole path of a user on one Node; returns the hash of a run. */
function useOn(version: string, tarball: string): string {
  const dir = join(work, `node-${version}`);
  mkdirSync(dir);
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ name: 'user', private: true, type: 'module' }));
  run(
    'npm',
    [
      'install',
      '--silent',
      '--no-audit',
      '--no-fund',
      `node@${version}`,
      'typescript@6.0.3',
      '@types/node@26.6.6',
      tarball,
    ],
    dir,
  );
  const node = join(dir, 'node_modules/node/bin/node');
  check(
    existsSync(node) && run(node, ['--version'], dir).trim() === `v${version}`,
    `installed into an empty folder with Node ${version}`,
  );
  cpSync(join(ROOT, 'scripts/package'), dir, { recursive: true });

  const { packages, milliseconds } = JSON.parse(run(node, ['loaded.mjs'], dir)) as {
    packages: string[];
    milliseconds: number;
  };
  const early = LAZY.filter((name) => packages.includes(name));
  check(
    early.length === 0,
    `import 'mckean' loads ${packages.length} packages (${Math.round(milliseconds)} ms), none that waits for its use${early.length > 0 ? `: ${early}` : ''}`,
  );

  writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify(STRICT));
  run(node, ['node_modules/typescript/bin/tsc'], dir);
  const { refused, one } = JSON.parse(run(node, ['out/user.js'], dir)) as { refused: string; one: number };
  check(
    one === 1 && refused.startsWith('horizon is -1'),
    `a TypeScript project compiles under strict settings and runs; "${refused}"`,
  );

  const hash = run(node, ['user.mjs'], dir).trim();
  check(/^[0-9a-f]{64}$/.test(hash), `ESM JavaScript runs, on threads: ${hash.slice(0, 12)}…`);

  const verified = run(
    'npx',
    ['--no-install', 'mckean', 'verify', '--preset', 'quick', '--json', '--out', 'run'],
    dir,
  );
  const { claims, oracles } = JSON.parse(verified) as {
    claims: { verdict: string }[];
    oracles: { pass: boolean }[];
  };
  check(
    oracles.every(({ pass }) => pass),
    `npx mckean verify --preset quick: ${claims.length} claims, ${oracles.length} oracles`,
  );
  const { versions } = JSON.parse(readFileSync(join(dir, 'run/manifest.json'), 'utf8')) as {
    versions: { node: string };
  };
  check(versions.node === version, `its manifest names Node ${versions.node}`);
  check(readFileSync(join(dir, 'run/report.html'), 'utf8').includes('</html>'), 'its report is written');
  return hash;
}

/** One law and nothing else: no plan, no threads, no formula, no figure may come along. */
async function bundle(dir: string): Promise<void> {
  const input = join(dir, 'entry.js');
  writeFileSync(
    input,
    "import { createSymmetricStable } from 'mckean';\nconsole.log(createSymmetricStable(1.5).quantile(0.9));\n",
  );
  const build = await rolldown({ input, platform: 'node' });
  const { output } = await build.generate({ format: 'esm' });
  const code = output.map((part) => (part.type === 'chunk' ? part.code : '')).join('');
  check(
    code.length < MOST_BUNDLED && !/zod|workerpool|mathjs|plotly/i.test(code),
    `a bundle that uses one law has ${code.length} bytes, fewer than ${MOST_BUNDLED}, and none of the rest`,
  );
}
