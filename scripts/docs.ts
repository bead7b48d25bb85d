/**
 * Builds the documentation to site/: README, the pages of docs and the API reference, with no network.
 * `npm run docs`. A warning (something public without a docstring, a link to nothing) ends it with 1.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, OptionDefaults } from 'typedoc';
import { addCategories, addTitles, CHAPTERS, PAGES } from './docs/categories.ts';
import { addMath, createTypeset, type Parser } from './docs/math.ts';
import { readingOrder } from './docs/pages.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const typeset = await createTypeset();
const app = await Application.bootstrap({
  name: 'mckean',
  entryPoints: [join(ROOT, 'src/index.ts')],
  tsconfig: join(ROOT, 'tsconfig.json'),
  out: join(ROOT, process.argv[2] ?? 'site'),
  readme: join(ROOT, 'README.md'),
  projectDocuments: readingOrder().map((page) => join(ROOT, page)),
  alwaysCreateEntryPointModule: false,
  includeVersion: true,
  disableSources: true,
  excludeInternal: true,
  excludePrivate: true,
  githubPages: false,
  router: 'kind',
  categoryOrder: [PAGES, ...Object.keys(CHAPTERS), '*'],
  categorizeByGroup: false,
  navigation: { includeCategories: true, includeGroups: false, includeFolders: false },
  sort: ['source-order'],
  highlightLanguages: [...OptionDefaults.highlightLanguages, 'python', 'latex', 'markdown'],
  customCss: join(ROOT, 'scripts/docs/style.css'),
  markdownItLoader: (parser: Parser) => addMath(parser, typeset),
  treatWarningsAsErrors: true,
  treatValidationWarningsAsErrors: true,
  validation: {
    notExported: false,
    invalidLink: true,
    invalidPath: true,
    rewrittenLink: true,
    notDocumented: true,
  },
  requiredToBeDocumented: [
    'Class',
    'Interface',
    'TypeAlias',
    'Variable',
    'Function',
    'CallSignature',
    'ConstructorSignature',
    'Method',
    'Accessor',
    'GetSignature',
  ],
  skipErrorChecking: true,
  logLevel: 'Warn',
});
addCategories(app);
addTitles(app);

const project = await app.convert();
if (project === undefined) process.exit(1);
app.validate(project);
await app.generateOutputs(project);
process.exit(app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0);
