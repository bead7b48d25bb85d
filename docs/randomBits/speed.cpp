/**
 * Addressable generators against their published answers, then their cost per 64 bits, scalar, one thread.
 *
 * Known answers: Random123's tests/kat_vectors (Threefry-2x64 with 13 and 20 rounds, Philox-4x32-10, Philox-2x64-10).
 * Squares64 has none there: it is held against the definition written out with 128-bit products and a remainder.
 * Counters are (pair, cell) of consecutive pairs as a step has them; the words are summed, nothing is stored.
 * The generators take turns, 200 runs each; the least time counts (the machine may be shared).
 * `plain` lets the compiler vectorise (it does where the machine has the instructions), `scalar` forbids it.
 */
#include <algorithm>
#include <chrono>
#include <cstdio>
#include "generators.hpp"

static int wrong = 0;

static void check(const char *name, Block got, uint64_t a, uint64_t b) {
  if (got.word[0] == a && got.word[1] == b) return;
  std::printf("%s is wrong: %016llx %016llx\n", name, static_cast<unsigned long long>(got.word[0]),
    static_cast<unsigned long long>(got.word[1]));
  wrong++;
}

static void knownAnswers() {
  constexpr uint64_t ones = ~0ULL, p0 = 0x243f6a8885a308d3ULL, p1 = 0x13198a2e03707344ULL, p2 = 0xa4093822299f31d0ULL,
                     p3 = 0x082efa98ec4e6c89ULL;
  check("threefry2x64-13", threefry2x64(0, 0, 0, 0, 13), 0xf167b032c3b480bdULL, 0xe91f9fee4b7a6fb5ULL);
  check("threefry2x64-13", threefry2x64(ones, ones, ones, ones, 13), 0xccdec5c917a874b1ULL, 0x4df53abca26ceb01ULL);
  check("threefry2x64-13", threefry2x64(p0, p1, p2, p3, 13), 0xc3aac71561042993ULL, 0x3fe7ae8801aff316ULL);
  check("threefry2x64-20", threefry2x64(0, 0, 0, 0, 20), 0xc2b6e3a8c2c69865ULL, 0x6f81ed42f350084dULL);
  check("threefry2x64-20", threefry2x64(ones, ones, ones, ones, 20), 0xe02cb7c4d95d277aULL, 0xd06633d0893b8b68ULL);
  check("threefry2x64-20", threefry2x64(p0, p1, p2, p3, 20), 0x263c7d30bb0f0af1ULL, 0x56be8361d3311526ULL);
  check("philox4x32-10", philox4x32(0, 0, 0), 0xe169c58d6627e8d5ULL, 0x9b00dbd8bc57ac4cULL);
  check("philox4x32-10", philox4x32(ones, ones, ones), 0x41c83b0e408f276dULL, 0x6d5451fda20bc7c6ULL);
  check("philox4x32-10", philox4x32(0x85a308d3243f6a88ULL, 0x0370734413198a2eULL, 0x299f31d0a4093822ULL),
    0x94fdccebd16cfe09ULL, 0x24126ea15001e420ULL);
  check("philox2x64-10", philox2x64(0, 0, 0), 0xca00a0459843d731ULL, 0x66c24222c9a845b5ULL);
  check("philox2x64-10", philox2x64(ones, ones, ones), 0x65b021d60cd8310fULL, 0x4d02f3222f86df20ULL);
  check("philox2x64-10", philox2x64(p0, p1, p2), 0x0a5e742c2997341cULL, 0xb0f883d38000de5dULL);
  for (uint64_t n = 0; n < 1000; n++) {
    const uint64_t key = 0x548c9decbce65297ULL + 2 * n * 0x9e3779b97f4a7c15ULL, counter = n * n * 0x100000001ULL;
    const auto square = [](uint64_t x, uint64_t plus) {  // (x^2 + plus) mod 2^64 by halves
      const uint64_t h = x >> 32, l = x & 0xffffffff;
      return (l * l + ((h * l % (1ULL << 31)) << 33) + plus);
    };
    uint64_t x = counter * key, last = 0;
    const uint64_t y = x, z = x + key;
    for (int round = 0; round < 4; round++) last = square(x, round % 2 ? z : y), x = last << 32 | last >> 32;
    check("squares64", {{squares64(counter, key), 0}}, last ^ square(x, y) >> 32, 0);
  }
  std::printf("known answers: %s\n", wrong ? "WRONG" : "right (6 Threefry, 6 Philox published; 1000 Squares by halves)");
}

constexpr uint64_t BLOCKS = 1 << 18;
constexpr int RUNS = 200;

/** ns per 64 bits of one run over BLOCKS blocks of two words. */
template <class Generator> __attribute__((noinline)) double plain(Generator block) {
  const auto start = std::chrono::steady_clock::now();
  uint64_t sum = 0;
  for (uint64_t i = 0; i < BLOCKS; i++) {
    const Block b = block(i);
    sum += b.word[0] ^ b.word[1];
  }
  asm volatile("" : : "r"(sum));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  return took.count() * 1e9 / (2 * BLOCKS);
}
template <class Generator>
__attribute__((noinline, optimize("no-tree-vectorize", "no-tree-slp-vectorize"))) double scalar(Generator block) {
  const auto start = std::chrono::steady_clock::now();
  uint64_t sum = 0;
  for (uint64_t i = 0; i < BLOCKS; i++) {
    Block b = block(i);
    asm("" : "+r"(b.word[0]), "+r"(b.word[1]));  // in general registers: no vectors
    sum += b.word[0] ^ b.word[1];
  }
  asm volatile("" : : "r"(sum));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  return took.count() * 1e9 / (2 * BLOCKS);
}

static const char *names[5] = {"threefry2x64-13", "threefry2x64-20", "philox4x32-10", "philox2x64-10", "squares64"};
static double least[5][2];

template <class Generator> void measure(int row, Generator block) {
  least[row][0] = std::min(least[row][0], scalar(block));
  least[row][1] = std::min(least[row][1], plain(block));
}

int main() {
  knownAnswers();
  if (wrong) return 1;
  volatile uint64_t seed = 20250101, stream = 1ULL << 32, at = 77;
  const uint64_t k0 = seed, k1 = stream, cell = at, odd = (0x548c9decbce65297ULL ^ seed << 20) | 1;
  for (auto &row : least) row[0] = row[1] = 1e9;
  for (int run = 0; run < RUNS; run++) {
    measure(0, [=](uint64_t i) { return threefry2x64(i, cell, k0, k1, 13); });
    measure(1, [=](uint64_t i) { return threefry2x64(i, cell, k0, k1, 20); });
    measure(2, [=](uint64_t i) { return philox4x32(i, cell, k0 ^ k1); });
    measure(3, [=](uint64_t i) { return philox2x64(i, cell, k0 ^ k1); });
    measure(4, [=](uint64_t i) { return Block{{squares64(2 * i, odd), squares64(2 * i + 1, odd)}}; });
  }
  std::printf("ns per 64 bits: %10s %10s\n", "scalar", "plain");
  for (int row = 0; row < 5; row++) std::printf("%-15s %10.2f %10.2f\n", names[row], least[row][0], least[row][1]);
}
