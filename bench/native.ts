/** Compiles the C++ rivals, and refuses one that did not vectorise. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface Program {
  readonly name: string;
  readonly style: string;
  readonly path: string;
  readonly absent?: string;
}

export interface Native {
  readonly programs: readonly Program[];
}

const FLAGS = ['-std=c++20', '-march=native', '-mprefer-vector-width=512'];
const IDIOMATIC = {
  name: 'C++ idiomatic',
  style: 'plain loops, -Ofast -march=native, libmvec',
  source: 'idiomatic',
  flags: ['-Ofast'],
};
const TUNED = {
  name: 'C++ tuned',
  style: 'AVX-512 intrinsics by hand: the native limit',
  source: 'tuned',
  flags: ['-O3', '-ffp-contract=fast'],
};
/** libmvec's functions that the idiomatic program must call, in AVX-512 or AVX2. */
const VECTORISED = ['log', 'pow', 'sin', 'cos', 'tanh'].map((f) => new RegExp(`_ZGV[de]N[48]vv?_${f}@`));

export function compileNative(into: string, log: (line: string) => void): Native {
  const programs = [IDIOMATIC, TUNED].map(({ name, style, source, flags }) => {
    const path = `${into}/${source}`;
    const absent = (reason: string) => ({ name, style, path, absent: reason });
    if (source === 'tuned' && !hasAvx512()) return absent('this processor has no AVX-512');
    log(`compiling ${name}`);
    try {
      const file = `${import.meta.dirname}/cpp/${source}.cpp`;
      execFileSync('g++', [...FLAGS, ...flags, '-o', path, file], { stdio: 'ignore' });
    } catch (error) {
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      return absent(missing ? 'g++ is not installed' : 'g++ could not compile it');
    }
    if (source === 'tuned') return { name, style, path };
    const symbols = execFileSync('nm', [path], { encoding: 'utf8' });
    const scalar = VECTORISED.find((symbol) => !symbol.test(symbols));
    return scalar === undefined ? { name, style, path } : absent(`it did not vectorise: no ${scalar.source}`);
  });
  return { programs };
}

function hasAvx512(): boolean {
  try {
    return /avx512dq/.test(readFileSync('/proc/cpuinfo', 'utf8'));
  } catch {
    return false;
  }
}
