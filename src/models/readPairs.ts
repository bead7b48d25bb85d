/** From the spec of a pairwise model to its programs: read once, when the plan is read. */
import { createBuilder } from './formula/build.ts';
import { growthOf } from './formula/growth.ts';
import { areSeenLipschitz } from './formula/lipschitz.ts';
import { parseFormula } from './formula/parse.ts';
import type { Program } from './formula/program.ts';
import { type Scope, scopeOf, type Tree } from './formula/tree.ts';
import type { PairProgram } from './pairProgram.ts';
import type { PairwiseSpec } from './pairwiseSpec.ts';

/** z or x and their coordinates. */
function scopeIn(letter: 'z' | 'x', { dim, parameters = {} }: PairwiseSpec): Scope {
  const inputs = Array.from({ length: dim }, (_, c) =>
    dim === 1 ? [letter, `${letter}1`] : [`${letter}${c + 1}`],
  );
  return scopeOf(inputs, parameters);
}

function read(texts: readonly string[], field: string, scope: Scope): Tree[] {
  return texts.map((text, c) => parseFormula({ field: `${field}[${c}]`, text }, scope));
}

/** @throws Error one sentence: field, text, position, reason */
export function readPairs(spec: PairwiseSpec): PairProgram {
  const programOf = (texts: readonly string[], letter: 'z' | 'x', field: string): Program => {
    const scope = scopeIn(letter, spec);
    const builder = createBuilder(scope, 'model');
    return builder.finish(read(texts, field, scope).map(builder.add));
  };
  const interaction = programOf(spec.interaction, 'z', 'model.interaction');
  return {
    dim: spec.dim,
    interaction,
    ...(spec.drift && { drift: programOf(spec.drift, 'x', 'model.drift') }),
    growth: growthOf(interaction),
  };
}

/** K and b of a spec that has been read before, as trees. */
export function pairTrees(spec: PairwiseSpec): { readonly interaction: Tree[]; readonly drift: Tree[] } {
  return {
    interaction: read(spec.interaction, 'model.interaction', scopeIn('z', spec)),
    drift: read(spec.drift ?? [], 'model.drift', scopeIn('x', spec)),
  };
}

/** Whether K or b of a spec that has been read before is not seen to be Lipschitz; `undefined` where both are. */
export function notSeenLipschitz(spec: PairwiseSpec): 'interaction' | 'drift' | undefined {
  const seen = (texts: readonly string[], letter: 'z' | 'x', field: string) => {
    const scope = scopeIn(letter, spec);
    return areSeenLipschitz(scope, [], read(texts, field, scope));
  };
  if (!seen(spec.interaction, 'z', 'model.interaction')) return 'interaction';
  return seen(spec.drift ?? [], 'x', 'model.drift') ? undefined : 'drift';
}
