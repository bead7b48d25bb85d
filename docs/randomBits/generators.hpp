/**
 * Addressable generators, scalar: Threefry-2x64, Philox-4x32, Philox-2x64 (any number of rounds) and Squares64.
 *
 * J. Salmon, M. Moraes, R. Dror, D. Shaw, Parallel random numbers: as easy as 1, 2, 3 (SC 2011): Threefry, Philox;
 * B. Widynski, Squares: a fast counter-based RNG (arXiv:2004.06278). Written from the papers; speed.cpp holds them
 * to the published answers, compare.ts holds Threefry to src/random. Needs a compiler with unsigned __int128.
 */
#pragma once
#include <cstdint>

struct Block {
  uint64_t word[2];
};

/**
 * `none`: the path (seed; role, replica) itself is the key. `mixedKey`: the product, whose key is the encrypted path
 * (orders.hpp). The others are planted faults, so that a battery can be seen failing.
 */
enum class Fault { none, noParity, noInjection, noReplica, mixedKey };

/** Threefry-2x64; the product has 13 rounds. */
inline Block threefry2x64(
  uint64_t c0, uint64_t c1, uint64_t k0, uint64_t k1, int rounds = 13, Fault fault = Fault::none) {
  constexpr int rotation[8] = {16, 42, 12, 31, 16, 32, 24, 21};
  const uint64_t parity = fault == Fault::noParity ? 0 : 0x1bd11bdaa9fc1a22ULL;
  const uint64_t key[3] = {k0, k1, k0 ^ k1 ^ parity};
  uint64_t a = c0 + k0;
  uint64_t b = c1 + k1;
#pragma GCC unroll 32
  for (int i = 0; i < rounds; i++) {
    const int r = rotation[i & 7];
    a += b;
    b = ((b << r) | (b >> (64 - r))) ^ a;
    if ((i & 3) == 3 && fault != Fault::noInjection) {
      const int j = (i >> 2) + 1;
      a += key[j % 3];
      b += key[(j + 1) % 3] + static_cast<uint64_t>(j);
    }
  }
  return {a, b};
}

/** Philox-4x32: c = (c0 low, c0 high, c1 low, c1 high), the answer packed in the same way. */
inline Block philox4x32(uint64_t c0, uint64_t c1, uint64_t key, int rounds = 10) {
  uint32_t x0 = static_cast<uint32_t>(c0), x1 = static_cast<uint32_t>(c0 >> 32);
  uint32_t x2 = static_cast<uint32_t>(c1), x3 = static_cast<uint32_t>(c1 >> 32);
  uint32_t k0 = static_cast<uint32_t>(key), k1 = static_cast<uint32_t>(key >> 32);
#pragma GCC unroll 32
  for (int i = 0; i < rounds; i++) {
    const uint64_t p = 0xd2511f53ULL * x0;
    const uint64_t q = 0xcd9e8d57ULL * x2;
    x0 = static_cast<uint32_t>(q >> 32) ^ x1 ^ k0;
    x1 = static_cast<uint32_t>(q);
    x2 = static_cast<uint32_t>(p >> 32) ^ x3 ^ k1;
    x3 = static_cast<uint32_t>(p);
    k0 += 0x9e3779b9;
    k1 += 0xbb67ae85;
  }
  return {{x0 | static_cast<uint64_t>(x1) << 32, x2 | static_cast<uint64_t>(x3) << 32}};
}

/** Philox-2x64: its key has only 64 bits. */
inline Block philox2x64(uint64_t c0, uint64_t c1, uint64_t key, int rounds = 10) {
#pragma GCC unroll 32
  for (int i = 0; i < rounds; i++) {
    const unsigned __int128 p = static_cast<unsigned __int128>(0xd2b74407b1ce6e93ULL) * c0;
    c0 = static_cast<uint64_t>(p >> 64) ^ key ^ c1;
    c1 = static_cast<uint64_t>(p);
    key += 0x9e3779b97f4a7c15ULL;
  }
  return {{c0, c1}};
}

/** Squares64: one 64-bit counter; the key must be well mixed and odd, and gives the stream. */
inline uint64_t squares64(uint64_t counter, uint64_t key) {
  const auto swap = [](uint64_t x) { return (x >> 32) | (x << 32); };
  const uint64_t y = counter * key;
  const uint64_t z = y + key;
  uint64_t x = swap(y * y + y);
  x = swap(x * x + z);
  x = swap(x * x + y);
  const uint64_t t = x * x + z;
  x = swap(t);
  return t ^ ((x * x + y) >> 32);
}
