/** Bad command lines and files: one clear sentence on standard error, nothing on standard output, exit code 2. */
import { describe, expect, it } from 'vitest';
import { cosinePlan, digitsPlan } from '../engine/plans.ts';
import { inProcess } from './inProcess.ts';
import { folder, mckean } from './mckean.ts';

const dir = folder({
  'plan.json': cosinePlan,
  'alpha.yaml':
    'noise: { alpha: 7, scale: 1 }\nmodel: { name: mean-field-ou, a: 1, k: 1 }\ninitial: { law: point, value: 0 }\nhorizon: 1\nsteps: 4\nparticles: 8\n',
  'broken.yaml': 'model: { name: cosine-network\nnoise: [',
  'list.yaml': '- 1\n- 2\n',
  'empty.yaml': '',
  'digits.json': digitsPlan,
  'study.yaml': 'study: chaos\nparticles: [8]\n',
});

const noise = ['sample', '--alpha', '1.5', '--type', 'II', '--count', '10', '--file', 'x.npy'];

/** `noise` with one option replaced. */
const sample = (option: string, value: string) => {
  const at = noise.indexOf(option);
  return at < 0 ? [...noise, option, value] : [...noise.slice(0, at + 1), value, ...noise.slice(at + 2)];
};

describe('mckean refuses', () => {
  it.each<[string, string[], RegExp]>([
    ['an unknown command', ['simulat', 'plan.json'], /unknown command 'simulat'/i],
    ['an unknown option', ['simulate', 'plan.json', '--fast'], /unknown option '--fast'/i],
    ['no plan', ['simulate'], /missing required argument 'plan'/i],
    ['two plans', ['simulate', 'plan.json', 'plan.json'], /too many arguments/i],
    [
      'a plan that is not there',
      ['simulate', 'nowhere.yaml'],
      /^Cannot read nowhere\.yaml: there is no such file\.$/,
    ],
    ['a folder for a plan', ['simulate', '.'], /^Cannot read \.: it is a folder\.$/],
    ['broken YAML', ['simulate', 'broken.yaml'], /^broken\.yaml is neither YAML nor JSON: .+\.$/],
    ['a list for a plan', ['simulate', 'list.yaml'], /^list\.yaml holds no mapping/],
    ['an empty plan', ['limit', 'empty.yaml'], /^empty\.yaml holds no mapping/],
    ['a bad plan', ['simulate', 'alpha.yaml'], /^noise\.alpha is 7; it must be a number from 0\.5 to 2\.$/],
    [
      'no threads',
      ['simulate', 'plan.json', '--threads', '0'],
      /^--threads is "0"; it must be a whole number from 1 to 256\.$/,
    ],
    ['half a thread', ['simulate', 'plan.json', '--threads', '1.5'], /^--threads is "1\.5"/],
    [
      'a seed that is no number',
      ['simulate', 'plan.json', '--seed', 'abc'],
      /^--seed is "abc"; it must be a whole number from 0 to/,
    ],
    [
      'a state file of another kind',
      ['simulate', 'plan.json', '--state', 'x.csv'],
      /^--state is "x\.csv"; it must end in \.npy\.$/,
    ],
    [
      'a state file in no folder',
      ['simulate', 'plan.json', '--state', 'no/x.npy'],
      /^--state is "no\/x\.npy"; its folder .* does not exist\.$/,
    ],
    [
      'a limit that is not known',
      ['limit', 'digits.json'],
      /^No exact limit is known for neural-network; simulate it, or study it with reference: doubling\.$/,
    ],
    ['an unknown preset', ['verify', '--preset', 'slow'], /Allowed choices are quick, standard, thorough/],
    ['nothing to resume', ['verify', '--resume'], /^--resume is given, but no unfinished run/],
    ['a folder with no run to resume', ['verify', '--out', 'nowhere', '--resume'], /not a run folder/],
    ['a bad study', ['study', 'study.yaml'], /^plan is missing; it must be a mapping\.$/],
    [
      'an alpha out of range',
      sample('--alpha', '2.1'),
      /^--alpha is "2\.1"; it must be a number from 0\.5 to 2\.$/,
    ],
    ['an alpha that is no number', sample('--alpha', 'x'), /^--alpha is "x"/],
    ['an unknown noise type', sample('--type', 'IV'), /^--type is "IV"; it must be "I" or "II" or "III"\.$/],
    ['no vectors', sample('--count', '0'), /^--count is "0"; it must be a whole number from 1/],
    [
      'too many vectors',
      sample('--count', '4000000000'),
      /^--count is 4000000000; .* GiB of memory and this machine has/,
    ],
    ['no dimension', sample('--dim', '0'), /^--dim is "0"; it must be a whole number from 1 to 65536\.$/],
    [
      'a negative scale',
      sample('--scale', '-1'),
      /^--scale is "-1"; it must be a finite number, 0 or more\.$/,
    ],
    [
      'an unknown convention',
      sample('--convention', 'mine'),
      /^--convention is "mine"; it must be "standard" or "reference-code"\.$/,
    ],
    ['an empty folder name', ['limit', 'plan.json', '--out', ''], /^--out is ""; it must name a folder\.$/],
    [
      'a run in a folder of other things',
      ['simulate', 'plan.json', '--out', '.'],
      /^--out is "\."; .* other things/,
    ],
    [
      'a file elsewhere than in the run folder',
      [...sample('--file', 'a/x.npy'), '--out', 'run'],
      /^--file is "a\/x\.npy"; with --out it must be a bare name/,
    ],
    ['no file', ['sample', '--alpha', '1', '--type', 'I', '--count', '1'], /required option '--file/i],
  ])('%s', async (_, args, sentence) => {
    const { code, stdout, stderr } = await inProcess(args, dir);
    expect(stderr.trim()).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
    expect(stdout).toBe('');
  });

  it('in a process of its own as in this one', async () => {
    const { code, stdout, stderr } = await mckean(['simulate', 'alpha.yaml'], dir);
    expect(stderr).toBe('noise.alpha is 7; it must be a number from 0.5 to 2.\n');
    expect(code).toBe(2);
    expect(stdout).toBe('');
  });
});
