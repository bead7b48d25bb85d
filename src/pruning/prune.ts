/**
 * Pruning of whole models: which layers, by which method, how far; what is lost, and the weights that are left.
 *
 * `prune` is the one verb. `createPruning` measures the layers once (singular values cost most) for several targets.
 * Per layer every layer meets the target by itself; globally the units of all layers are put in one order. The error of
 * several layers is that of all their units together, (Σ_layers lost / Σ_layers total)^{1/p}.
 * Conventions of both papers: docs/pruning.md.
 */
import { createErrorCurve, type ErrorCurve } from './errorCurve.ts';
import { checkLayer, type Layer, type LayerUnits, type WeightMatrix } from './layer.ts';
import { magnitudeUnits } from './magnitudePruning.ts';
import { nodeUnits } from './nodePruning.ts';
import { jointError, type PrunedLayer, reportOf } from './prunedLayer.ts';
import { checkTarget, keptFor, type PruningTarget } from './pruningTarget.ts';
import { singularValueUnits } from './singularValuePruning.ts';

const METHODS: Readonly<
  Record<'node' | 'magnitude' | 'singular-value', (weights: WeightMatrix, centred: boolean) => LayerUnits>
> = { node: nodeUnits, magnitude: magnitudeUnits, 'singular-value': singularValueUnits };

/** `node`: whole neurons by their norms. `magnitude`: single weights. `singular-value`: singular values. */
export type PruningMethod = keyof typeof METHODS;
/** The names of the methods. */
export const PRUNING_METHODS = Object.keys(METHODS) as readonly PruningMethod[];

/** Method, target and conventions of a pruning: docs/pruning.md. */
export interface PruningOptions {
  readonly method: PruningMethod;
  /** `layer` unless told. */
  readonly scope?: 'layer' | 'global';
  /** Medians taken off before and put back after, as in the 2021 paper's code; false unless told, as in that of 2024. */
  readonly centred?: boolean;
  /** p > 0 of the relative ℓ_p error; 2 unless told. */
  readonly power?: number;
  /** Names of the layers to prune. All unless told, but see `keepOutput`. */
  readonly layers?: readonly string[];
  /** Whether the last of several layers is left alone where `layers` does not name it; true unless told. */
  readonly keepOutput?: boolean;
}

/** What a pruning kept, and the relative error it made. */
export interface Pruned {
  readonly method: PruningMethod;
  readonly scope: 'layer' | 'global';
  readonly centred: boolean;
  readonly power: number;
  readonly squared: boolean;
  /** Of the units of all pruned layers. */
  readonly prunedFraction: number;
  readonly keptFraction: number;
  /** Of all pruned layers together; squared where the target is. */
  readonly relativeError: number;
  /** The pruned layers. */
  readonly layers: readonly PrunedLayer[];
  /** Names of the layers left alone. */
  readonly untouched: readonly string[];
  /** All layers in their order, the pruned ones in new arrays. */
  weights(): Layer[];
}

/** Layers measured by one method. */
export interface Pruning {
  readonly layers: readonly { readonly name: string; readonly curve: ErrorCurve }[];
  /** Of the units of all layers together. Made when first read. */
  readonly pooled: ErrorCurve;
  /** @throws RangeError for a target that is not one number from 0 to 1 */
  to(target: PruningTarget): Pruned;
}

export type { PrunedLayer } from './prunedLayer.ts';

/** @throws RangeError for weights, options or a target that cannot be used */
export function prune(
  layers: readonly Layer[],
  options: PruningOptions & { readonly target: PruningTarget },
): Pruned {
  checkTarget(options.target);
  return createPruning(layers, options).to(options.target);
}

/** @throws RangeError for weights or options that cannot be used */
export function createPruning(layers: readonly Layer[], options: PruningOptions): Pruning {
  const { method, scope = 'layer', centred = false, power = 2 } = options;
  if (!PRUNING_METHODS.includes(method))
    throw new RangeError(`method is ${method}; it must be one of ${PRUNING_METHODS.join(', ')}.`);
  if (scope !== 'layer' && scope !== 'global')
    throw new RangeError(`scope is ${scope}; it must be layer or global.`);
  const chosen = chosenLayers(layers, options);
  const measured = chosen.map((layer) => {
    checkLayer(layer);
    const units = METHODS[method](layer.weights, centred);
    return { ...layer, units, curve: createErrorCurve(units.sizes, power) };
  });
  let pooled: ErrorCurve | undefined;
  const pool = () => {
    pooled ??=
      measured.length === 1
        ? measured[0].curve
        : poolOf(
            measured.map(({ units }) => units.sizes),
            power,
          );
    return pooled;
  };

  /** The mask of every layer. */
  function masksFor(target: PruningTarget): Uint8Array[] {
    if (scope === 'layer') return measured.map(({ curve }) => curve.keptMask(keptFor(curve, target)));
    const all = pool().keptMask(keptFor(pool(), target));
    let start = 0;
    return measured.map(({ curve }) => {
      start += curve.units;
      return all.slice(start - curve.units, start);
    });
  }

  return {
    layers: measured,
    get pooled() {
      return pool();
    },
    to(target) {
      checkTarget(target);
      const { squared = false } = target;
      const masks = masksFor(target);
      const pruned = measured.map((layer, l) => reportOf(layer, masks[l], squared));
      const units = pruned.reduce((count, layer) => count + layer.units, 0);
      const kept = pruned.reduce((count, layer) => count + layer.kept, 0);
      return {
        method,
        scope,
        centred,
        power,
        squared,
        prunedFraction: (units - kept) / units,
        keptFraction: kept / units,
        relativeError:
          scope === 'global'
            ? pool().relativeError(kept, squared)
            : jointError(
                measured.map(({ curve }, l) => [curve, pruned[l].kept]),
                squared,
              ),
        layers: pruned,
        untouched: layers.filter((layer) => !chosen.includes(layer)).map(({ name }) => name),
        weights: () =>
          layers.map((layer) => {
            const at = chosen.indexOf(layer);
            return at < 0
              ? layer
              : { name: layer.name, weights: measured[at].units.weightsKeeping(masks[at]) };
          }),
      };
    },
  };
}

function chosenLayers(
  layers: readonly Layer[],
  { layers: names, keepOutput = true }: PruningOptions,
): readonly Layer[] {
  if (layers.length === 0) throw new RangeError('There is nothing to prune: no layers are given.');
  const twice = layers.find(({ name }, at) => layers.findIndex((other) => other.name === name) < at);
  if (twice) throw new RangeError(`Two layers are named ${twice.name}; names must differ.`);
  if (names === undefined) return keepOutput && layers.length > 1 ? layers.slice(0, -1) : layers;
  const unknown = names.find((name) => !layers.some((layer) => layer.name === name));
  if (unknown !== undefined || names.length === 0)
    throw new RangeError(
      `layers is ${unknown ?? 'empty'}; it must name some of ${layers.map(({ name }) => name).join(', ')}.`,
    );
  return layers.filter(({ name }) => names.includes(name));
}

function poolOf(sizes: readonly Float64Array[], power: number): ErrorCurve {
  const all = new Float64Array(sizes.reduce((count, own) => count + own.length, 0));
  let start = 0;
  for (const own of sizes) {
    all.set(own, start);
    start += own.length;
  }
  return createErrorCurve(all, power);
}
