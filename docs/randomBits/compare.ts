/**
 * Holds the words of stream.cpp bit for bit against src/random, so that what the batteries say is about our generator.
 *
 *   node docs/randomBits/compare.ts PATH-OF-STREAM [mixedKey]
 *
 * The addresses of the orders are written out here a second time, independently of orders.hpp. Two steps of `step`
 * are 80,000 words; every order is compared over 100,000. Throws at the first difference.
 */
import { execFileSync } from 'node:child_process';
import { createBitSource, Role } from '../../src/random/address.ts';

const WORDS = 100_000;
const SEED = 20250101;
const [stream, variant = 'mixedKey'] = process.argv.slice(2);

type Where = [seed: number, replica: number, role: Role, particle: number, cell: number, coordinate: number];
const { noise, subordinator } = Role;

function* step(): Generator<Where> {
  for (let from = 0; ; from += 4) {
    for (let pair = 0; pair < 500; pair++) {
      for (let coordinate = 0; coordinate < 10; coordinate++) {
        for (let cell = from; cell < from + 4; cell++) {
          yield [SEED, 0, noise, 2 * pair, cell, coordinate];
          yield [SEED, 0, noise, 2 * pair + 1, cell, coordinate];
        }
      }
    }
  }
}

function* every(where: (n: number) => Where): Generator<Where> {
  for (let n = 0; ; n++) yield where(n);
}

const orders: Record<string, () => Generator<Where>> = {
  particles: () => every((n) => [SEED, 0, noise, n, 0, 0]),
  step,
  roles: () => every((n) => [SEED, 0, n % 2 ? subordinator : noise, n >> 1, 0, 0]),
  seeds16: () => every((n) => [n % 16, 0, noise, n >> 4, 0, 0]),
  replicas16: () => every((n) => [SEED, n % 16, noise, n >> 4, 0, 0]),
};
for (const [suffix, particle] of [
  ['', 0],
  ['-odd', 1],
] as const) {
  orders[`cells${suffix}`] = () => every((n) => [SEED, 0, noise, particle, n, 0]);
  orders[`coordinates${suffix}`] = () => every((n) => [SEED, 0, noise, particle, 0, n]);
  orders[`seeds${suffix}`] = () => every((n) => [n, 0, noise, particle, 0, 0]);
  orders[`replicas${suffix}`] = () => every((n) => [SEED, n, noise, particle, 0, 0]);
}

const out = new Uint32Array(2);
for (const [order, addresses] of Object.entries(orders)) {
  const bytes = execFileSync(stream, [order, String(WORDS), '13', variant], { maxBuffer: 8 * WORDS });
  const words = new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 8 * WORDS));
  let n = 0;
  for (const [seed, replica, role, particle, cell, coordinate] of addresses()) {
    createBitSource({ seed, replica }, role).word(particle, cell, coordinate, out);
    if (words[2 * n] !== out[0] || words[2 * n + 1] !== out[1]) {
      throw new Error(`${order}: word ${n} differs.`);
    }
    if (++n === WORDS) break;
  }
  console.log(`${order}: ${n} words equal`);
}
