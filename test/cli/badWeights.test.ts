/**
 * Bad files of weights: exit code 2, one sentence on standard error that names the file, nothing on standard output, in
 * bounded time and memory.
 *
 * Watched failing, each with its check taken out: finite numbers, overlaps and repeats of zip entries, checksum, deflate ratio,
 * gaps of safetensors, its header limit, the end of a .npy header, ragged CSV, folders; pipes (the test then hangs); pruned
 * weights written over the weights themselves.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dict, floats, npy, safetensors, zip } from '../results/zip.ts';
import { inProcess } from './inProcess.ts';
import { mckean, type Outcome } from './mckean.ts';

const dir = mkdtempSync(join(tmpdir(), 'mckean-bad-'));
afterAll(() => rmSync(dir, { recursive: true }));

const good = npy(dict('<f8', '(2, 2)'), floats(1, 2, 3, 4));
const entry = (over: object) => zip([{ name: 'w.npy', data: good, method: 8, ...over }]);
const tensor = (over: object) => ({ w: { dtype: 'F64', shape: [2], data_offsets: [0, 16], ...over } });
const sparse = (bytes: number) => zip([{ name: 'w.npy', data: Buffer.alloc(bytes), method: 8 }]);

const cases: [string, string, Uint8Array | string, RegExp][] = [
  [
    'NaN',
    'a.npy',
    npy(dict('<f8', '(2, 2)'), floats(1, 2, Number.NaN, 4)),
    /array "a" holds 1 number that is not finite, the first NaN at \(1, 0\)/,
  ],
  [
    'infinities',
    'a.npy',
    npy(dict('<f8', '(3,)'), floats(1, -Infinity, Infinity)),
    /holds 2 numbers that are not finite, the first -Infinity at \(1\)/,
  ],
  [
    'half-precision infinity',
    'a.npy',
    npy(dict('<f2', '(1,)'), Buffer.from([0, 0x7c])),
    /first Infinity at \(0\)/,
  ],
  ['complex numbers', 'a.npy', npy(dict('<c16', '(1,)'), floats(1, 2)), /dtype '<c16' is not supported/],
  ['texts', 'a.npy', npy(dict('<U3', '(1,)'), Buffer.alloc(12)), /dtype '<U3' is not supported/],
  ['dates', 'a.npy', npy(dict('<M8[s]', '(1,)'), Buffer.alloc(8)), /dtype '<M8\[s\]' is not supported/],
  ['objects', 'a.npy', npy(dict('|O', '(1,)'), Buffer.from('\x80\x04.', 'latin1')), /holds Python objects/],
  [
    'structured arrays',
    'a.npy',
    npy("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }", floats(1)),
    /structured arrays/,
  ],
  ['a truncated array', 'a.npy', good.subarray(0, -3), /truncated/],
  ['trailing bytes', 'a.npy', Buffer.concat([good, Buffer.from('x')]), /too long/],
  ['a huge shape', 'a.npy', npy(dict('<f8', '(99999999999, 99999999999)'), floats(1)), /truncated: shape/],
  [
    'a shape beyond numbers',
    'a.npy',
    npy(dict('<f8', `(${'9'.repeat(400)},)`), floats(1)),
    /truncated: shape/,
  ],
  ['a negative shape', 'a.npy', npy(dict('<f8', '(-2, 2)'), floats(1)), /header is malformed/],
  [
    'too many axes',
    'a.npy',
    npy(dict('<f8', `(${'1, '.repeat(20_000)})`), floats(1)),
    /has 20000 axes; at most 64 are read/,
  ],
  ['an empty array', 'a.npy', npy(dict('<f8', '(0, 3)')), /of shape \(0, 3\) is empty/],
  ['a single number', 'a.npy', npy(dict('<f8', '()'), floats(1)), /no array of one or more axes/],
  [
    'integers beyond float64',
    'a.npy',
    npy(dict('<i8', '(1,)'), Buffer.from([1, 0, 0, 0, 0, 0, 0x40, 0])),
    /does not fit in a float64/,
  ],
  ['a header that is code', 'a.npy', npy("__import__('os').system('true')"), /header is malformed/],
  [
    'a header of 4 GB',
    'a.npy',
    Buffer.concat([Buffer.from('\x93NUMPY\x02\x00\xff\xff\xff\xff', 'latin1'), Buffer.alloc(70)]),
    /truncated inside its header/,
  ],
  ['an unknown version', 'a.npy', npy(dict('<f8', '(1,)'), floats(1), 9), /version 9/],
  ['an empty file', 'a.npy', '', /is empty/],
  ['text in .npy', 'a.npy', '1,2\n3,4\n', /is not a \.npy file/],
  ['a pickle', 'a.pkl', Buffer.from('\x80\x04K\x01.', 'latin1'), /pickle/],
  ['an HDF5 file', 'a.h5', Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'), /HDF5/],
  ['a gzip file', 'a.gz', Buffer.from('\x1f\x8b\x08\x00', 'latin1'), /gzip/],
  ['zero bytes', 'a.bin', Buffer.alloc(64), /is not text/],
  [
    'a zip bomb whose sizes lie',
    'a.npz',
    entry({ data: npy(dict('<f8', '(2000000,)'), Buffer.alloc(16e6)), says: { unpacked: 88 } }),
    /damaged \(too many bytes in the stream/,
  ],
  [
    'a zip entry that says too much',
    'a.npz',
    entry({ says: { unpacked: 4e9 } }),
    /which no deflated data do/,
  ],
  [
    'sizes beyond this machine',
    'a.npz',
    zip(
      Array.from({ length: 3000 }, (_, i) => ({
        name: `w${i}.npy`,
        data: good,
        method: 0 as const,
        says: { unpacked: 4e9, packed: 4e9 },
      })),
    ),
    /says that it takes 4000000000 bytes of an archive of/,
  ],
  ['zeros that are no array', 'a.npz', sparse(1e6), /is not a \.npy file/],
  [
    'entries that share bytes',
    'a.npz',
    zip([
      { name: 'a.npy', data: good },
      { name: 'b.npy', data: good, at: 0 },
    ]),
    /shares bytes of the archive with/,
  ],
  ['a wrong checksum', 'a.npz', entry({ says: { crc: 1 } }), /checksum/],
  ['an encrypted entry', 'a.npz', entry({ says: { flags: 1 } }), /w\.npy: is encrypted\./],
  ['another compression', 'a.npz', entry({ method: 12 }), /method 12/],
  [
    'an entry that is there twice',
    'a.npz',
    zip([
      { name: 'w.npy', data: good },
      { name: 'w.npy', data: good },
    ]),
    /is there twice/,
  ],
  ['an archive in an archive', 'a.npz', zip([{ name: 'b.npz', data: entry({}) }]), /is no \.npy file/],
  ['an archive that climbs', 'a.npz', zip([{ name: '../w.npy', data: good }]), /damaged/],
  [
    'control characters in a damaged name',
    'a.npz',
    zip([{ name: '../\x1b[2J\n\x07.npy', data: good, says: { flags: 0x800 } }]),
    /damaged \(.*\\u001b\[2J\\u000a\\u0007/,
  ],
  [
    'control characters in a name',
    'a.npz',
    zip([{ name: '\x1b[2J\nw.npy', data: Buffer.from('x'), says: { flags: 0x800 } }]),
    /\\u001b\[2J\\u000aw\.npy: is not a \.npy file/,
  ],
  ['a PyTorch archive', 'a.pt', zip([{ name: 'archive/data.pkl', data: Buffer.from('x') }]), /PyTorch/],
  ['no entries', 'a.npz', zip([]), /holds no arrays/],
  ['a truncated archive', 'a.npz', entry({}).subarray(0, 60), /damaged/],
  [
    'damaged deflate',
    'a.npz',
    Buffer.from(entry({}).map((byte, i) => (i > 40 && i < 60 ? 255 : byte))),
    /damaged|cannot be unpacked/,
  ],
  ['no zip in .npz', 'a.npz', 'nothing here', /is not an \.npz archive/],
  [
    'objects in .npz',
    'a.npz',
    zip([{ name: 'w.npy', data: npy(dict('|O', '(1,)'), Buffer.from('x')) }]),
    /w\.npy: holds Python objects/,
  ],
  [
    'a safetensors header too long',
    'a.safetensors',
    safetensors('{}', undefined, 2n ** 60n),
    /says that its header has 1152921504606846976 bytes/,
  ],
  [
    'a header beyond the file',
    'a.safetensors',
    safetensors('{}', undefined, 4000n),
    /truncated inside its header/,
  ],
  ['a header that is no JSON', 'a.safetensors', safetensors('{"w": '), /is not JSON/],
  ['a header that is a list', 'a.safetensors', safetensors([]), /is not a mapping/],
  ['deep JSON', 'a.safetensors', safetensors('{"a":'.repeat(50_000)), /is not JSON/],
  [
    'an unknown dtype',
    'a.safetensors',
    safetensors(tensor({ dtype: 'F8_E4M3' }), floats(1, 2)),
    /has the dtype "F8_E4M3"/,
  ],
  [
    'offsets that do not fit',
    'a.safetensors',
    safetensors(tensor({ shape: [3] }), floats(1, 2)),
    /needs 24 bytes/,
  ],
  [
    'a gap',
    'a.safetensors',
    safetensors(tensor({ data_offsets: [8, 24] }), floats(1, 2, 3)),
    /there is a gap/,
  ],
  [
    'an overlap',
    'a.safetensors',
    safetensors({ ...tensor({}), v: { dtype: 'F64', shape: [2], data_offsets: [8, 24] } }, floats(1, 2, 3)),
    /they overlap/,
  ],
  [
    'bytes left over',
    'a.safetensors',
    safetensors(tensor({}), floats(1, 2, 3)),
    /8 bytes that belong to no array/,
  ],
  ['truncated data', 'a.safetensors', safetensors(tensor({}), floats(1)), /is truncated/],
  [
    'a negative shape',
    'a.safetensors',
    safetensors(tensor({ shape: [-2] }), floats(1, 2)),
    /shape that is not a list/,
  ],
  [
    'too many axes in safetensors',
    'a.safetensors',
    safetensors(tensor({ shape: [2, ...Array(64).fill(1)] }), floats(1, 2)),
    /array "w" has 65 axes; at most 64 are read/,
  ],
  [
    'metadata of numbers',
    'a.safetensors',
    safetensors({ __metadata__: { a: 1 }, ...tensor({}) }, floats(1, 2)),
    /__metadata__/,
  ],
  ['no arrays', 'a.safetensors', safetensors({}), /holds no arrays/],
  ['a ragged table', 'a.csv', '1,2\n3\n', /line 2 has 1 entry; every line must have 2/],
  ['a word in a table', 'a.csv', '1,2\n3,x\n', /line 2, column 2 is "x"/],
  ['an empty cell', 'a.csv', '1,2\n3,\n', /line 2, column 2 is ""/],
  ['nan in a table', 'a.csv', '1,2\n3,nan\n', /the first NaN at \(1, 1\)/],
  ['a header alone', 'a.csv', 'x,y\n', /has a header and no rows/],
  ['blank lines', 'a.csv', '\n\n\n', /is empty/],
];

const attempt = (words: readonly string[]) => inProcess(words, dir);

function expectRefusal({ code, stdout, stderr: err }: Outcome, sentence: RegExp) {
  expect(err).toMatch(sentence);
  expect(err).toMatch(/^[^\n]+\.\n$/);
  expect(err.length).toBeLessThan(900);
  expect(err).not.toMatch(/\n\s+at /);
  expect(code).toBe(2);
  expect(stdout).toBe('');
}

describe('weights are refused for', () => {
  it.each(cases)('%s', async (_, name, content, sentence) => {
    const path = join(dir, name);
    writeFileSync(path, content);
    const start = performance.now();
    expectRefusal(await attempt(['tails', path]), sentence);
    expect(performance.now() - start).toBeLessThan(5000);
    rmSync(path);
  });

  it('a folder, a file that is not there, links in a circle, a pipe, an unreadable file', async () => {
    mkdirSync(join(dir, 'folder.npy'));
    symlinkSync('loop.npy', join(dir, 'loop.npy'));
    execFileSync('mkfifo', [join(dir, 'pipe.npy')]);
    expectRefusal(await attempt(['tails', join(dir, 'folder.npy')]), /it is a folder/);
    expectRefusal(await attempt(['tails', join(dir, 'none.npy')]), /there is no such file/);
    expectRefusal(await attempt(['tails', join(dir, 'loop.npy')]), /its links go in a circle/);
    expectRefusal(
      await attempt(['prune', join(dir, 'pipe.npy'), '--method', 'node', '--target', '0.1']),
      /it is no plain file/,
    );
    expectRefusal(await attempt(['tails', '']), /^file is ""; it must name a file\.$/m);
    expectRefusal(await attempt(['tails', '/dev/zero']), /it is no plain file/);
    if (process.getuid?.() === 0) return;
    writeFileSync(join(dir, 'secret.npy'), good);
    chmodSync(join(dir, 'secret.npy'), 0);
    expectRefusal(await attempt(['tails', join(dir, 'secret.npy')]), /it may not be read/);
  });

  const path = join(dir, 'good.npy');
  it.each<[string, string[], RegExp]>([
    [
      'an array that is not there',
      ['tails', path, '--layers', 'fc9'],
      /holds no array "fc9"; it holds "good"/,
    ],
    [
      'an unknown estimator',
      ['tails', path, '--estimators', 'hil'],
      /^--estimators is "hil"; it must be among log-moment,/,
    ],
    [
      'a confidence of 1',
      ['tails', path, '--confidence', '1'],
      /^--confidence is "1"; it must be a number above 0 and below 1/,
    ],
    ['an unknown method', ['prune', path, '--method', 'nodes', '--target', '0.1'], /^--method is "nodes"/],
    [
      'a target above 1',
      ['prune', path, '--method', 'node', '--target', '2'],
      /^--target is "2"; it must be a number from 0 to 1/,
    ],
    [
      'a power whose powers underflow',
      ['prune', path, '--method', 'node', '--target', '0.1', '--power', '1000'],
      /^--power is "1000"; it must be a number greater than 0 and at most 16\.$/m,
    ],
    [
      'two kinds of fraction',
      ['prune', path, '--method', 'node', '--target', '0.1', '--kept', '--fraction'],
      /--fraction and --kept/,
    ],
    [
      'one file for three methods',
      ['prune', path, '--method', 'all', '--target', '0.1', '--file', 'x.npy'],
      /--method all/,
    ],
  ])('%s', async (_, words, sentence) => {
    writeFileSync(path, good);
    expectRefusal(await attempt(words), sentence);
  });

  it('pruned weights in place of the weights themselves, by a link too', async () => {
    writeFileSync(path, good);
    symlinkSync(path, join(dir, 'soft.npy'));
    linkSync(path, join(dir, 'hard.npy'));
    for (const name of ['good.npy', 'soft.npy', 'hard.npy', 'folder.npy/../good.npy'])
      expectRefusal(
        await attempt(['prune', path, '--method', 'node', '--target', '0.9', '--file', join(dir, name)]),
        /^--file is ".*(good|soft|hard)\.npy", the weights themselves; name another file\.$/m,
      );
    expect(readFileSync(path)).toEqual(Buffer.from(good));
  });

  it('a stranger in another process, without a stack trace', async () => {
    writeFileSync(join(dir, 'x.npz'), sparse(1e6));
    const outcome = await mckean(['prune', 'x.npz', '--method', 'node', '--target', '0.1', '--json'], dir);
    expectRefusal(outcome, /is not a \.npy file/);
  });
});
