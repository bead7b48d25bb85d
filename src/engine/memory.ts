/** What a run keeps at once, against what the machine has: refused before it starts, with the numbers. */
import { totalmem } from 'node:os';
import { BadInput } from './badInput.ts';

/** Share of the machine's memory that a run may take. */
const USABLE = 0.8;

/** Whether a run may take so many bytes. */
export function fitsMemory(bytes: number): boolean {
  return bytes <= USABLE * totalmem();
}

/** @throws BadInput "<what> needs … of memory and this machine has …" */
export function requireMemory(bytes: number, what: string): void {
  if (fitsMemory(bytes)) return;
  throw new BadInput(
    `${what} needs ${gib(bytes)} of memory and this machine has ${gib(totalmem())}, of which at most ${100 * USABLE} % are used.`,
  );
}

function gib(bytes: number): string {
  return `${(bytes / 2 ** 30).toPrecision(3)} GiB`;
}
