/**
 * The data of a training run: points with labels from a file or the shipped digits, and what the loss makes of the labels.
 *
 * Classes are the different labels of the training file in increasing order. Two classes have one output with the
 * targets −1 and 1 (softmax: two outputs); C > 2 classes have C outputs: class numbers for softmax, one-hot (0, 1) for
 * squared, one against the rest (−1, 1) for logistic and hinge.
 */
import { resolve } from 'node:path';
import type { TrainingPoints } from '../engine/training.ts';
import { digits } from '../models/data.ts';
import { readTableFile } from '../models/dataTable.ts';
import { lossOf } from '../models/deepNetwork.ts';
import type { Loss } from '../models/losses.ts';
import type { NetworkFormulas } from '../models/networkFormulas.ts';
import type { NetworkLoss } from '../models/networkSpec.ts';
import { targetsFor } from '../models/networkTargets.ts';
import { createBitSource, Role } from '../random/address.ts';
import { DataUse, writePermutation } from '../random/batches.ts';
import type { PointsSpec, TrainingSpec } from './trainingSpec.ts';

/** Points with their labels, as the file has them. */
interface Labelled {
  readonly inputs: Float64Array;
  /** count × columns, one column where they are classes. */
  readonly labels: Float64Array;
  readonly columns: number;
  readonly count: number;
  readonly features: number;
}

/** Training and test points. */
export interface TrainingData {
  readonly train: TrainingPoints;
  readonly test?: TrainingPoints;
  readonly features: number;
  readonly outputs: number;
  /** The labels of classes 0, 1, …; undefined where labels are numbers. */
  readonly classes?: readonly number[];
}

/** Numbers that threads share. */
export function sharedFloats(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

/** @throws Error one sentence naming field, file, line and column */
export function loadTrainingData(
  { train, test, labels }: TrainingSpec['data'],
  loss: NetworkLoss,
  formulas: NetworkFormulas,
  baseDir: string,
): TrainingData {
  let trained = readPoints(train, 'data.train', baseDir);
  let tested: Labelled | undefined;
  if (test !== undefined && 'heldOut' in test) {
    [trained, tested] = holdOut(trained, test.heldOut, test.seed);
  } else if (test !== undefined) {
    tested = readPoints(test, 'data.test', baseDir);
    if (tested.features !== trained.features)
      throw new Error(
        `data.test has ${tested.features} features; it must have ${trained.features}, as data.train.`,
      );
    if (tested.columns !== trained.columns)
      throw new Error(
        `data.test has ${tested.columns} target columns; it must have ${trained.columns}, as data.train.`,
      );
  }
  const classes = labels === 'classes' ? classesOf(trained.labels) : undefined;
  const single = classes !== undefined && classes.length === 2 && loss.name !== 'softmax';
  const outputs = single ? 1 : (classes?.length ?? trained.columns);
  const points = (from: Labelled, field: string) =>
    pointsOf(from, field, classes, loss.name, lossOf({ loss, outputs, formulas }), outputs);
  return {
    train: points(trained, 'data.train'),
    ...(tested && { test: points(tested, 'data.test') }),
    features: trained.features,
    outputs,
    ...(classes && { classes }),
  };
}

function readPoints(spec: PointsSpec, field: string, baseDir: string): Labelled {
  if ('builtin' in spec) {
    const data = digits(spec, true);
    return { ...data, labels: data.targets.map((number) => spec.classes[number]), columns: 1 };
  }
  const path = resolve(baseDir, spec.file);
  const { table, label } = readTableFile(path, `${field}.file`);
  const { columns } = table;
  const chosen = targetColumns(spec, columns, label, field);
  const kept = columns.map((_, c) => c).filter((c) => !chosen.includes(c));
  const features = kept.length;
  if (features === 0)
    throw new Error(
      `${field}.file is ${path}, which has no column but targets; it must have at least one feature.`,
    );
  const count = spec.points ?? table.rows;
  if (count > table.rows)
    throw new Error(
      `${field}.points is ${count}; the file has ${table.rows}, so it must be a whole number from 1 to ${table.rows}.`,
    );
  const inputs = new Float64Array(count * features);
  const labels = new Float64Array(count * chosen.length);
  for (let b = 0; b < count; b++) {
    const row = b * columns.length;
    for (let k = 0; k < chosen.length; k++) labels[b * chosen.length + k] = table.data[row + chosen[k]];
    for (let c = 0; c < features; c++) inputs[b * features + c] = table.data[row + kept[c]];
  }
  return { inputs, labels, columns: chosen.length, count, features };
}

/** Numbers of the target columns; `label` is the one of a file that names none. */
function targetColumns(
  { file, target, targets }: Extract<PointsSpec, { file: string }>,
  columns: readonly string[],
  label: number | undefined,
  field: string,
): number[] {
  const all =
    columns.length <= 8 ? columns.join(', ') : `${columns.slice(0, 7).join(', ')}, … ${columns.at(-1)}`;
  const number = (name: string | number | undefined, where: string): number => {
    const found = name === undefined ? label : columnOf(name, columns);
    if (found !== undefined) return found;
    const given = name === undefined ? 'missing' : JSON.stringify(name);
    throw new Error(`${field}.${where} is ${given}; it must be a column of ${file}: ${all}.`);
  };
  if (targets === undefined) return [number(target, 'target')];
  const numbers = targets.map((name, k) => number(name, `targets.${k}`));
  if (new Set(numbers).size === numbers.length) return numbers;
  throw new Error(`${field}.targets is ${JSON.stringify(targets)}; it must be different columns of ${file}.`);
}

function columnOf(target: string | number, columns: readonly string[]): number | undefined {
  const named = columns.indexOf(String(target));
  if (named >= 0) return named;
  return typeof target === 'number' && target < columns.length ? target : undefined;
}

/** A random share of the points is taken out, the same for every run: a permutation at Role.data, coordinate 2. */
function holdOut(all: Labelled, share: number, seed: number): [kept: Labelled, heldOut: Labelled] {
  const out = Math.round(share * all.count);
  if (out === 0 || out === all.count)
    throw new Error(
      `data.test.heldOut is ${share}; of ${all.count} points it must leave at least one to train on and one to test.`,
    );
  const order = new Int32Array(all.count);
  writePermutation(createBitSource({ seed, replica: 0 }, Role.data), 0, DataUse.split, order);
  const pick = (numbers: Int32Array): Labelled => {
    numbers.sort();
    const rows = (values: Float64Array, width: number) => {
      const picked = new Float64Array(numbers.length * width);
      for (const [k, b] of numbers.entries())
        picked.set(values.subarray(b * width, (b + 1) * width), k * width);
      return picked;
    };
    const { features, columns } = all;
    const inputs = rows(all.inputs, features);
    return { inputs, labels: rows(all.labels, columns), columns, count: numbers.length, features };
  };
  return [pick(order.slice(out)), pick(order.slice(0, out))];
}

const MOST_CLASSES = 10_000;

function classesOf(labels: Float64Array): number[] {
  const classes = [...new Set(labels)].sort((a, b) => a - b);
  if (classes.length < 2 || classes.length > MOST_CLASSES)
    throw new Error(
      `data.train has ${classes.length} different label${classes.length === 1 ? '' : 's'}; it must have from 2 to ${MOST_CLASSES} classes, or labels must be numbers.`,
    );
  return classes;
}

function pointsOf(
  { inputs, labels, count, features }: Labelled,
  field: string,
  classes: readonly number[] | undefined,
  lossName: string,
  loss: Loss,
  outputs: number,
): TrainingPoints {
  const shared = sharedFloats(inputs.length);
  shared.set(inputs);
  const numbers =
    classes === undefined ? labels : labels.map((label, b) => classNumber(label, b, field, classes));
  const signs = classes !== undefined && outputs === 1;
  const given = { inputs, count, features, targets: signs ? numbers.map((k) => 2 * k - 1) : numbers };
  const { values } = targetsFor(loss, lossName, outputs, given);
  const targets = sharedFloats(values.length);
  targets.set(values);
  if (classes === undefined) return { count, inputs: shared, targets };
  const shareable = new Int32Array(new SharedArrayBuffer(4 * count));
  shareable.set(numbers);
  return { count, inputs: shared, targets, classes: shareable };
}

function classNumber(label: number, b: number, field: string, classes: readonly number[]): number {
  const number = classes.indexOf(label);
  if (number >= 0) return number;
  throw new Error(
    `${field} has the label ${label} at point ${b} (from 0), which data.train has not; its classes are ${classes.slice(0, 12).join(', ')}.`,
  );
}
