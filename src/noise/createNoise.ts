/**
 * α-stable driving noise of Types I, II, III as a pure function of (seed, replica, particle, cell, coordinate).
 *
 * Increment over a cell of length η: scale·η^{1/α}·X with, for X standard (one-coordinate CF exp(−|u|^α)),
 *   Type I    X = Z·(1, …, 1), one scalar Z (Role.noise, coordinate 0);
 *   Type II   X_c independent (Role.noise, coordinate c);
 *   Type III  X = √A·(Z_1, …, Z_d), Z_c from N(0, 2) (Role.noise, coordinate c), A positive α/2-stable with
 *             E e^{−gA} = e^{−g^{α/2}} (Role.subordinator, coordinate 0): rotationally invariant, √(2A)·N(0, I).
 *
 * `convention: 'reference-code'` has the scales of the source papers' public code: Type III lacks the factor 2
 * (X = √A·N(0, I), scale 2^{−1/2} of the standard one, for every α up to and including 2), Type I at α = 2 has variance
 * 1 (scale 2^{−1/2}), Type I at α < 2 and Type II are standard. `logCF` follows the convention.
 */
import { pow } from '../math/elementary.ts';
import { type BitSource, createBitSource, LIMITS, type PathAddress, Role } from '../random/address.ts';
import { addCommon, addIndependent, addRotational } from './increments.ts';
import type { NoiseLaw, NoiseSpec } from './noiseLaw.ts';
import { radiusTable, symmetricTable } from './quantileTable.ts';
import { requireAlpha } from './symmetricStable.ts';

function requireValid(spec: NoiseSpec, dim: number, cellLength: number): void {
  if (spec.type !== 'I' && spec.type !== 'II' && spec.type !== 'III') {
    throw new RangeError(`type must be I, II or III, but is ${spec.type}.`);
  }
  if (spec.convention !== 'standard' && spec.convention !== 'reference-code') {
    throw new RangeError(`convention must be standard or reference-code, but is ${spec.convention}.`);
  }
  requireAlpha(spec.alpha);
  if (!(spec.scale >= 0 && spec.scale < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`scale must be a finite number of at least 0, but is ${spec.scale}.`);
  }
  if (!(Number.isInteger(dim) && dim >= 1 && dim <= LIMITS.coordinates)) {
    throw new RangeError(`dim must be an integer from 1 to ${LIMITS.coordinates}, but is ${dim}.`);
  }
  if (!(cellLength > 0 && cellLength < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`cellLength must be a finite number above 0, but is ${cellLength}.`);
  }
}

/** Scale of the convention relative to the standard one. */
function conventionFactor(spec: NoiseSpec): number {
  if (spec.convention === 'standard') return 1;
  return spec.type === 'III' || (spec.type === 'I' && spec.alpha === 2) ? Math.SQRT1_2 : 1;
}

/** What one sample is multiplied by for a cell of length `cellLength`: scale·η^{1/α}, in the spec's convention. */
export function incrementFactor(spec: NoiseSpec, cellLength: number): number {
  return spec.scale * conventionFactor(spec) * pow(cellLength, 1 / spec.alpha);
}

function power(x: number, exponent: number): number {
  return x === 0 ? 0 : pow(Math.abs(x), exponent);
}

/** {|Σu|, (Σ|u|^α)^{1/α}, ‖u‖}^α for Types I, II, III: the scale of ⟨u, X⟩ to the power α. */
function directionPower(spec: NoiseSpec, u: ArrayLike<number>): number {
  let sum = 0;
  for (let c = 0; c < u.length; c++) {
    if (spec.type === 'I') sum += u[c];
    else if (spec.type === 'II') sum += power(u[c], spec.alpha);
    else sum += u[c] * u[c];
  }
  if (spec.type === 'II') return sum;
  return spec.type === 'I' ? power(sum, spec.alpha) : power(Math.sqrt(sum), spec.alpha);
}

/** Under which roles a noise draws its random bits. */
export interface NoiseRoles {
  readonly noise: Role;
  readonly subordinator: Role;
}

const OWN_ROLES: NoiseRoles = { noise: Role.noise, subordinator: Role.subordinator };

/**
 * The particles' own noise of a spec (its common noise is another one: commonNoise.ts).
 * @param spec type, tail index 0.5 ≤ alpha ≤ 2, scale ≥ 0 and convention
 * @param dim number of coordinates, at least 1
 * @param cellLength length of one finest time cell, above 0
 * @param roles of its random bits; those of the particles' own noise unless told
 * @throws RangeError of one sentence when one of them is outside its range
 */
export function createNoise(
  spec: NoiseSpec,
  dim: number,
  cellLength: number,
  roles: NoiseRoles = OWN_ROLES,
): NoiseLaw {
  requireValid(spec, dim, cellLength);
  const scale = spec.scale * conventionFactor(spec);
  const factor = incrementFactor(spec, cellLength);
  const words = new Uint32Array(4);
  let source: { path: PathAddress; bits: BitSource; radii: BitSource } | undefined;

  function sourceOf(path: PathAddress): { bits: BitSource; radii: BitSource } {
    if (source === undefined || source.path.seed !== path.seed || source.path.replica !== path.replica) {
      source = {
        path: { seed: path.seed, replica: path.replica },
        bits: createBitSource(path, roles.noise),
        radii: createBitSource(path, roles.subordinator),
      };
    }
    return source;
  }

  return {
    spec,
    dim,
    cellLength,
    logCF(u, t) {
      if (u.length !== dim) throw new RangeError(`u must have ${dim} entries, but has ${u.length}.`);
      return scale === 0 ? 0 : -t * pow(scale, spec.alpha) * directionPower(spec, u);
    },
    addIncrement(path, lo, hi, fromCell, toCell, out) {
      if (factor === 0) return;
      const { bits, radii } = sourceOf(path);
      if (spec.type === 'I') {
        addCommon(bits, symmetricTable(spec.alpha), factor, dim, lo, hi, fromCell, toCell, words, out);
      } else if (spec.type === 'II') {
        addIndependent(bits, symmetricTable(spec.alpha), factor, dim, lo, hi, fromCell, toCell, words, out);
      } else {
        const gaussian = symmetricTable(2);
        const radius = radiusTable(spec.alpha);
        addRotational(bits, radii, gaussian, radius, factor, dim, lo, hi, fromCell, toCell, words, out);
      }
    },
  };
}
