/**
 * The gates of the tests and their budget of false alarms: `npm run verification` prints them, `-- --write` puts them into
 * docs/verification.md between its marks, where a test holds them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { claimCount, falseAlarms, type Gate, gates, oracleNames } from './gates.ts';
import { fillMarks } from './marks.ts';

/** How often the 99.99 % interval of a slope misses a true one, simulated: src/studies/measureRate.ts. */
const VERDICT_ALARM = 2.5e-4;

const PAGE = new URL('../docs/verification.md', import.meta.url);

const cell = (text: string) => text.replaceAll('|', '\\|');
/** Two digits, rounded up. */
function two(x: number): string {
  const unit = 10 ** (Math.floor(Math.log10(x)) - 1);
  return (Math.ceil(x / unit - 1e-9) * unit).toExponential(1).replace('-', '−');
}
const roomOf = ({ file }: Gate) => (file.split('/').length > 2 ? file.split('/')[1] : '(top)');

/** The generated parts of the page, by the names of their marks. */
export function generated(): Record<string, string> {
  const all = gates();
  const rooms = Map.groupBy(all, roomOf);
  const tables = [...rooms].map(([room, of]) => {
    const faults = of.reduce((sum, gate) => sum + gate.faults, 0);
    const rows = of.map(({ file, what, faults: named, alarms }) => {
      const budget = alarms.map(([count, rate]) => `${count} × ${String(rate).replace('-', '−')}`).join(', ');
      return `| [${file.replace(`test/${room}/`, '')}](../${file}) | ${cell(what)} | ${named || ''} | ${budget} |`;
    });
    return `<details><summary><b>${room}</b>: ${of.length} files, at least ${faults} planted faults</summary>\n\n| test | what it holds | faults | random comparisons × false alarm |\n|---|---|---:|---|\n${rows.join('\n')}\n\n</details>\n`;
  });
  const thorough = all.filter(({ file }) => file.startsWith('test/thorough/'));
  const everyday = all.filter((gate) => !thorough.includes(gate));
  const line = (name: string, of: readonly Gate[]) =>
    `| ${name} | ${of.length} | ${of.reduce((sum, { faults }) => sum + faults, 0)} | ${of.reduce((sum, { alarms }) => sum + alarms.reduce((s, [count]) => s + count, 0), 0)} | ${two(falseAlarms(of))} |`;
  return {
    budget: [
      '| tier | test files | planted faults, at least | random comparisons | false alarm of all together, at most |',
      '|---|---:|---:|---:|---:|',
      line('everyday and documentation', everyday),
      line('thorough', thorough),
      '',
      '| `mckean verify` | claims | false alarm of all verdicts together, at most |',
      '|---|---:|---:|',
      ...(['quick', 'standard', 'thorough'] as const).map(
        (preset) =>
          `| \`--preset ${preset}\` | ${claimCount(preset)} | ${two(VERDICT_ALARM * claimCount(preset))} |`,
      ),
    ].join('\n'),
    oracles: ['| oracle | what is measured |', '|---|---|']
      .concat(oracleNames().map(({ id, statement }) => `| \`${id}\` | ${cell(statement)} |`))
      .join('\n'),
    gates: tables.join('\n'),
  };
}

/** The page with its generated parts as they are now. */
export const renewed = (page: string): string => fillMarks(page, generated());

if (import.meta.main) {
  if (process.argv.includes('--write')) writeFileSync(PAGE, renewed(readFileSync(PAGE, 'utf8')));
  else
    for (const [name, part] of Object.entries(generated())) process.stdout.write(`## ${name}\n\n${part}\n\n`);
}
