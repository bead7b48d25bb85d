/** Fields that several specs share: plain numbers whose refusals state the whole range. */
import { z } from 'zod';

export const finiteNumber = z.custom<number>(Number.isFinite, { error: 'must be a finite number' });

export const wholeNumber = (min: number, max: number) =>
  z.custom<number>((v) => Number.isInteger(v) && (v as number) >= min && (v as number) <= max, {
    error:
      max < Number.MAX_SAFE_INTEGER
        ? `must be a whole number from ${min} to ${max}`
        : `must be a whole number, ${min} or more`,
  });
