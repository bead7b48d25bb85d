/** Who competes, in which style, and what each can do. */
import type { NodeFound } from './machine.ts';
import type { Native } from './native.ts';
import { MODES } from './problem.ts';
import type { Case } from './protocol.ts';

export interface Rival {
  readonly name: string;
  readonly style: string;
  readonly command: readonly string[];
  /** Mode and Node of ours; undefined for a rival. */
  readonly ours?: { readonly mode: string; readonly node: string };
  enters(c: Case): boolean;
  /** Why it cannot compete on this machine. */
  readonly absent?: string;
}

const DIR = import.meta.dirname;
const float64 = (c: Case) => c.dtype === 'float64';

/** Ours in every mode on every Node found, and the rivals. */
export function listRivals(nodes: readonly NodeFound[], python: string, native: Native): Rival[] {
  const ours = nodes.flatMap(({ path, version }) =>
    MODES.map((mode) => ({
      name: `ours ${mode}, Node ${version.split('.')[0]}`,
      style: mode === 'typescript' ? 'the readable TypeScript reference kernel' : `WebAssembly, ${mode}`,
      command: [path, `${DIR}/rivals/ours.ts`, mode],
      ours: { mode, node: version },
      enters: (c: Case) => (c.dtype === 'float32') === ((mode as string) === 'float32'),
    })),
  );
  const script = (name: string, style: string, file: string, enters: Rival['enters']): Rival => ({
    name,
    style,
    command: [python, `${DIR}/rivals/${file}.py`],
    enters,
  });
  const anything = () => true;
  return [
    ...ours,
    {
      name: 'plain JS',
      style: 'typed arrays, Math.*, loops as the formulas read',
      command: [nodes[0].path, `${DIR}/rivals/plainJs.ts`, 'written'],
      enters: float64,
    },
    {
      name: 'plain JS, keeping',
      style: 'the same, tanh kept between gather and drift',
      command: [nodes[0].path, `${DIR}/rivals/plainJs.ts`, 'kept'],
      enters: (c: Case) => float64(c) && c.kind !== 'sampler',
    },
    script('SciPy', 'levy_stable.rvs', 'scipyRival', (c) => float64(c) && c.kind === 'sampler'),
    script('NumPy textbook', 'whole arrays, one line a formula', 'numpyTextbook', anything),
    script('NumPy expert', 'cache-sized chunks, out= buffers, SFC64, tanh kept', 'numpyExpert', anything),
    script('Numba', 'plain loops, njit(fastmath=True)', 'numbaRival', float64),
    script('PyTorch', 'CPU, whole tensors, in place, one thread', 'torchRival', anything),
    ...native.programs.map(({ name, style, path, absent }) => ({
      name,
      style,
      command: [path],
      enters: anything,
      ...(absent === undefined ? {} : { absent }),
    })),
  ];
}
