/** The data set of a network as a plan names it: a file of the user's, or the shipped digits. */
import { z } from 'zod';
import { wholeNumber } from './fields.ts';

type Column = string | number;

/** A file of the user's (CSV with a header line, or .npy). */
export interface FileData {
  readonly file: string;
  /** Column of the target: its name or number (from 0). Without it the last column of a .npy array. */
  readonly target?: Column | undefined;
  /** Columns of several targets, one for every output, in place of `target`. */
  readonly targets?: readonly Column[] | undefined;
  /** Use only the first so many rows. */
  readonly points?: number | undefined;
}

/** The shipped 8×8 digits. With one output the first class is −1, the second +1; else classes are numbered from 0. */
export interface BuiltinData {
  readonly builtin: 'digits';
  /** Two to ten different digits. */
  readonly classes: readonly number[];
  /** Use only the first so many points; the classes take turns. */
  readonly points?: number | undefined;
}

export type DataSpec = FileData | BuiltinData;

const column = z.custom<Column>(
  (v) => (typeof v === 'string' ? v !== '' : Number.isInteger(v) && (v as number) >= 0),
  { error: 'must be the name of a column, or its number from 0' },
);

export const dataSchema = z
  .strictObject({
    file: z.string().min(1).optional(),
    target: column.optional(),
    targets: z.array(column).min(1).optional(),
    builtin: z.literal('digits').optional(),
    classes: z.array(wholeNumber(0, 9)).optional(),
    points: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  })
  .transform(({ file, target, targets, builtin, classes, points }, context): DataSpec => {
    const refuse = (path: string[], message: string) => {
      context.addIssue({ code: 'custom', path, message });
      return z.NEVER;
    };
    if ((file === undefined) === (builtin === undefined))
      return refuse([], 'must have either a file or the builtin data set "digits"');
    if (file !== undefined) {
      if (classes !== undefined) return refuse(['classes'], 'must be left out when data comes from a file');
      if (targets === undefined) return { file, target, points };
      if (target !== undefined) return refuse(['target'], 'must be left out where targets are given');
      if (new Set(targets).size < targets.length) return refuse(['targets'], 'must be different columns');
      return { file, targets, points };
    }
    if (target !== undefined) return refuse(['target'], 'must be left out for the builtin digits');
    if (targets !== undefined) return refuse(['targets'], 'must be left out for the builtin digits');
    if (classes === undefined || classes.length < 2 || new Set(classes).size < classes.length)
      return refuse(
        ['classes'],
        'must be two different digits from 0 to 9, for example [3, 8], or more with as many outputs',
      );
    return { builtin: 'digits', classes, points };
  });
