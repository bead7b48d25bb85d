/**
 * Where things lie in the shared memory. TypeScript writes all of it (src/engine/kernels/layout.ts has the same
 * numbers, and tests compare what both sides compute); there are no static data here, so that any number of
 * instances can share one memory.
 *
 *   HEADER     int32: what the run is, and the addresses of its tables
 *   NUMBERS    float64: step, noise factor, parameters of the model
 *   CONSTANTS  float64: coefficients of the elementary functions, read by `constant` as two equal lanes. A load
 *              costs one instruction; V8 builds a v128 constant anew with three or four wherever it is used.
 *
 * What one thread needs alone lies from `scratch` on: keys, bits, a tile's numbers.
 */
const HEADER: usize = 64;
const NUMBERS: usize = 256;
const CONSTANTS: usize = 1024;

export const enum Header {
  model,
  activation,
  dim,
  fieldDim,
  noise,
  symmetric,
  gaussian,
  radius,
  tanh,
  rows,
  columns,
  targets,
  noisy,
  multiplicative,
  common,
  commonSymmetric,
  commonGaussian,
  commonRadius,
}

export const enum Numbers {
  factor,
  a,
  k,
  evenWeight,
  oddWeight,
  evenFactor,
  oddFactor,
  coupling,
  commonFactor,
}

export const enum Model {
  cosineNetwork,
  meanFieldOu,
  neuralNetwork,
  kuramoto,
  external,
}

export const enum Activation {
  tanh,
  sigmoid,
  relu,
  softplus,
}

/** Particles of a block, and of a tile: two vectors of (even, odd). */
export const BLOCK: u32 = 64;
export const TILE: u32 = 4;

@inline
export function header(entry: Header): i32 {
  return load<i32>(HEADER + (<usize>entry << 2));
}

@inline
export function address(entry: Header): usize {
  return load<u32>(HEADER + (<usize>entry << 2));
}

@inline
export function number(entry: Numbers): f64 {
  return load<f64>(NUMBERS + (<usize>entry << 3));
}

/** Constant number `index` in both lanes. */
@inline
export function constant(index: i32): v128 {
  return v128.load64_splat(CONSTANTS + (<usize>index << 3));
}

/** Offsets into a thread's scratch; what follows `AREAS` depends on the model's sizes. */
export const KEYS: usize = 0;
export const WORDS: usize = 64;
export const RADII: usize = 576;
export const PAIR: usize = 1088;
export const AREAS: usize = 1152;

let scratchBase: usize = 0;

let driftFactor: f64 = 0;
let noiseFactor: f64 = 1;
let tamingFactor: f64 = 0;

/** The thread's scratch, set once when the instance is made. */
export function setUp(scratch: usize): void {
  scratchBase = scratch;
}

/** The moves to come: θ ← θ + drift·b/(1 + taming·‖b‖) + noise·ΔL (src/schemes/scheme.ts). */
@inline
export function setMove(drift: f64, noise: f64, taming: f64): void {
  driftFactor = drift;
  noiseFactor = noise;
  tamingFactor = taming;
}

@inline
export function moveDrift(): f64 {
  return driftFactor;
}

@inline
export function moveNoise(): f64 {
  return noiseFactor;
}

@inline
export function moveTaming(): f64 {
  return tamingFactor;
}

@inline
export function scratch(offset: usize): usize {
  return scratchBase + offset;
}

// Areas in turn: the field; block sums in two lanes (16 bytes a field entry), the drift's coefficients (the same), then
// per tile: positions, drift (32 bytes a coordinate), preactivations, activations, gradients (32 bytes a point,
// points rounded up to 4), the block's drift and noise factors (external models only), and the block's increments.

@inline
export function fieldArea(): usize {
  return (<usize>header(Header.fieldDim) + 3) & ~3;
}

export function laneSums(): usize {
  return scratch(AREAS) + 8 * fieldArea();
}

export function coefficients(): usize {
  return scratch(AREAS) + 24 * fieldArea();
}

export function tilePositions(): usize {
  return scratch(AREAS) + 40 * fieldArea();
}

export function tileDrift(): usize {
  return tilePositions() + 32 * <usize>header(Header.dim);
}

export function tilePre(): usize {
  return tileDrift() + 32 * <usize>header(Header.dim);
}

export function tileStored(): usize {
  return tilePre() + 32 * fieldArea();
}

export function tileGradients(): usize {
  return tileStored() + 64 * fieldArea();
}

/** Bytes of a block's numbers, one a coordinate and particle. */
@inline
export function blockBytes(): usize {
  return (<usize>BLOCK * header(Header.dim)) << 3;
}

export function blockDrift(): usize {
  return tileGradients() + 32 * fieldArea();
}

export function blockFactors(): usize {
  return blockDrift() + blockBytes();
}

export function blockIncrements(): usize {
  return blockFactors() + blockBytes();
}
