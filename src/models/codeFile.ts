/** The file of a code model, found when the plan is read: its absolute path and the fingerprint of its content. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ModelSpec } from './spec.ts';

/**
 * The spec with what its files say; any other model as it is.
 * @param baseDir folder that the path is relative to
 * @throws Error one sentence with field and value
 */
export function settleModel(spec: ModelSpec, baseDir: string): ModelSpec {
  if (spec.name !== 'code') return spec;
  const path = resolve(baseDir, spec.path);
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new Error(`model.path is ${path}; ${why}.`, { cause });
  }
  const sha256 = createHash('sha256').update(content).digest('hex');
  if (spec.sha256 !== undefined && spec.sha256 !== sha256)
    throw new Error(
      `model.sha256 is ${spec.sha256}; ${path} now has ${sha256}: the file is not the one that the plan was made with.`,
    );
  return { ...spec, path, sha256 };
}
