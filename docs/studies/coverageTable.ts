/**
 * Writes the coverage tables of docs/tails.md, and docs/figures/coverage-n5000.png, from a run folder of the tails study:
 *   npm run -s mckean -- study docs/studies/tails.yaml --out runs/tails
 *   node docs/studies/coverageTable.ts runs/tails tails
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRenderer } from '../../src/figures/render.ts';
import { readTable } from '../../src/results/csv.ts';

const [run, name] = process.argv.slice(2);
if (run === undefined || name === undefined) {
  process.stderr.write(
    'Name the run folder and the study: node docs/studies/coverageTable.ts runs/tails tails\n',
  );
  process.exit(2);
}
const { columns, rows } = readTable(join(run, 'tables', `${name}-coverage.csv`));
const records = rows.map((row) => Object.fromEntries(columns.map((column, c) => [column, row[c]])));
const unique = (column: string) => [...new Set(records.map((record) => record[column]))];
const blocks = unique('count').map((count) => {
  const own = records.filter((record) => record.count === count);
  const laws = [...new Set(own.map(({ law, alpha }) => `${law} ${alpha}`))];
  const held = own.filter(({ assumptionsHold }) => assumptionsHold === 1);
  const off = held.filter(
    ({ coverageLow, coverageHigh }) => Number(coverageHigh) < 0.92 || Number(coverageLow) > 0.98,
  );
  const line = (estimator: unknown) =>
    laws.map((law) => {
      const cell = own.find((r) => r.estimator === estimator && `${r.law} ${r.alpha}` === law)!;
      const percent = Math.round(100 * Number(cell.coverage));
      return cell.assumptionsHold === 1 ? `${percent}` : `(${percent})`;
    });
  return [
    `**n = ${count}**, ${own[0].replicas} samples each. Where assumptions hold (${held.length} cells), significantly outside 92–98 %: ${
      off.length === 0
        ? 'none'
        : off
            .map((r) => `${r.estimator} (${r.law} ${r.alpha}: ${(100 * Number(r.coverage)).toFixed(1)})`)
            .join(', ')
    }.`,
    '',
    `| | ${laws.join(' | ')} |`,
    `|---|${laws.map(() => '---:').join('|')}|`,
    ...unique('estimator').map((estimator) => `| ${estimator} | ${line(estimator).join(' | ')} |`),
  ].join('\n');
});
const page = new URL('../tails.md', import.meta.url);
const [before, , after] = readFileSync(page, 'utf8').split(/<!-- coverage -->\n/);
writeFileSync(page, [before, `\n${blocks.join('\n\n')}\n\n`, after].join('<!-- coverage -->\n'));

const renderer = await openRenderer();
try {
  const spec = JSON.parse(readFileSync(join(run, 'figures', 'coverage-n5000.json'), 'utf8'));
  const image = await renderer.image(spec, { format: 'png', scale: 2 });
  writeFileSync(new URL('../figures/coverage-n5000.png', import.meta.url), image);
} finally {
  await renderer.close();
}
