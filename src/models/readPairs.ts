/** From the spec of a pairwise model to its programs: read once, when the plan is read. */
import { createBuilder } from './formula/build.ts';
import { growthOf } from './formula/growth.ts';
import { parseFormula } from './formula/parse.ts';
import type { Program } from './formula/program.ts';
import { scopeOf } from './formula/tree.ts';
import type { PairProgram } from './pairProgram.ts';
import type { PairwiseSpec } from './pairwiseSpec.ts';

/** @throws Error one sentence: field, text, position, reason */
export function readPairs({ dim, parameters = {}, interaction, drift }: PairwiseSpec): PairProgram {
  const read = (texts: readonly string[], letter: string, field: string): Program => {
    const inputs = Array.from({ length: dim }, (_, c) =>
      dim === 1 ? [letter, `${letter}1`] : [`${letter}${c + 1}`],
    );
    const scope = scopeOf(inputs, parameters);
    const builder = createBuilder(scope, 'model');
    return builder.finish(
      texts.map((text, c) => builder.add(parseFormula({ field: `${field}[${c}]`, text }, scope))),
    );
  };
  const k = read(interaction, 'z', 'model.interaction');
  return {
    dim,
    interaction: k,
    ...(drift && { drift: read(drift, 'x', 'model.drift') }),
    growth: growthOf(k),
  };
}
