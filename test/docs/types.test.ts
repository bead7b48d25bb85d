/**
 * The TypeScript of the pages has no type errors in a user's strict project, against the package's own types.
 * Watched failing: `console.log(run.histories)` in docs/training.md.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { type Block, blocksOf, PAGES, placeOf } from './blocks.ts';
import { userProject } from './runPage.ts';

const dir = userProject();
afterAll(() => rmSync(dir, { recursive: true }));

const files = new Map<string, Block>();
for (const [number, page] of PAGES.entries()) {
  let code = '';
  for (const block of blocksOf(page)) {
    if (block.language !== 'ts' || block.shown !== undefined) continue;
    code = block.continues ? `${code}\n${block.code}` : block.code;
    const file = join(dir, `page${number}`, block.file ?? `line${block.line}.ts`);
    mkdirSync(dirname(file), { recursive: true });
    // Without imports it is a module all the same, as it is when Node runs it.
    writeFileSync(file, `${code}\nexport {};\n`);
    files.set(file, block);
  }
}

const program = ts.createProgram([...files.keys()], {
  target: ts.ScriptTarget.ES2024,
  lib: ['lib.es2024.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  typeRoots: [join(dir, 'node_modules', '@types')],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
});

describe('code in TypeScript', () => {
  it.each([...files].map(([file, block]) => [placeOf(block), file] as const))(
    '%s has no type errors',
    (_place, file) => {
      const source = program.getSourceFile(file)!;
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      const sentences = found.map(({ messageText, start }) => {
        const line = source.getLineAndCharacterOfPosition(start ?? 0).line + 1;
        return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
      });
      expect(sentences).toEqual([]);
    },
  );
});
