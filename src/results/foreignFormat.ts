/** Files of other tools, told by their first bytes, so that a refusal can say what to do. */
const SIGNATURES: readonly [string, string][] = [
  ['\x89HDF', 'an HDF5 file (Keras .h5), which is not read; save its arrays by numpy.savez'],
  ...['\x02', '\x03', '\x04', '\x05'].map((protocol): [string, string] => [
    `\x80${protocol}`,
    'a Python pickle, which could run code and is not read; save its arrays by numpy.savez',
  ]),
  ['PAR1', 'a Parquet file, which is not read; save it as CSV'],
  ['\x1f\x8b', 'a gzip file; unpack it first'],
  ['BZh', 'a bzip2 file; unpack it first'],
  ['\xfd7zXZ', 'an xz file; unpack it first'],
  ['\x28\xb5\x2f\xfd', 'a zstd file; unpack it first'],
  ['MATLAB', 'a MATLAB file, which is not read; save it as CSV'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['%PDF', 'a PDF document'],
];

/** What a file is, by its first ten bytes, or undefined. */
export function foreignFormat(start: Buffer): string | undefined {
  const head = start.toString('latin1');
  return SIGNATURES.find(([signature]) => head.startsWith(signature))?.[1];
}
