/** What a run keeps at once, against what the machine has: refused before it starts, with the numbers. */
import { totalmem } from 'node:os';
import { BadInput } from './badInput.ts';

/** Share of the machine's memory that a run may take. */
const USABLE = 0.8;

/** @throws BadInput "<what> needs … of memory and this machine has …" */
export function requireMemory(bytes: number, what: string): void {
  if (bytes <= USABLE * totalmem()) return;
  throw new BadInput(
    `${what} needs ${gib(bytes)} of memory and this machine has ${gib(totalmem())}, of which at most ${100 * USABLE} % are used.`,
  );
}

function gib(bytes: number): string {
  return `${(bytes / 2 ** 30).toPrecision(3)} GiB`;
}
