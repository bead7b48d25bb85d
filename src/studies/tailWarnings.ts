/** Warnings of a layer's tails as its reader sees them: each once, with the estimators that gave it. */
import type { LayerTails } from './weightTails.ts';

/** @returns "hill, moment: sentence", and the sentence alone where every estimator gave it */
export function warningsOf({
  estimates,
  stableFit,
}: {
  readonly estimates: readonly Pick<LayerTails['estimates'][number], 'name' | 'warnings'>[];
  readonly stableFit?: { readonly warnings: readonly string[] };
}): string[] {
  const givers = new Map<string, Set<string>>();
  const add = (giver: string, warnings: readonly string[]) => {
    for (const warning of warnings) givers.set(warning, (givers.get(warning) ?? new Set()).add(giver));
  };
  for (const { name, warnings } of estimates) add(name, warnings);
  add('stable law', stableFit?.warnings ?? []);
  return [...givers].map(([warning, names]) =>
    estimates.every(({ name }) => names.has(name)) ? warning : `${[...names].join(', ')}: ${warning}`,
  );
}
