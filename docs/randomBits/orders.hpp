/**
 * The layout of src/random/address.ts, and the orders in which the product meets its random words.
 *
 * An order is a map from n = 0, 1, 2, ... to an address. In `cells`, `coordinates`, `seeds` and `replicas` only one
 * field of the address moves, so they exist for an even particle (first word of its block) and an odd one (second).
 */
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>
#include "generators.hpp"

struct Address {
  uint64_t seed = 20250101;
  uint32_t replica = 0;
  uint32_t role = 1;  // Role.noise; Role.subordinator is 2
  uint32_t particle = 0;
  uint32_t cell = 0;
  uint32_t coordinate = 0;
};

/** The key (seed; role and replica) encrypted by the 13 rounds under a constant key (digits of pi): still injective. */
inline Block mixedKey(uint64_t seed, uint64_t roleAndReplica) {
  static uint64_t lastSeed = ~0ULL, last = ~0ULL;
  static Block key;
  if (seed != lastSeed || roleAndReplica != last) {
    key = threefry2x64(seed, roleAndReplica, 0x243f6a8885a308d3ULL, 0x13198a2e03707344ULL);
    lastSeed = seed;
    last = roleAndReplica;
  }
  return key;
}

/** The 64 bits at an address. */
inline uint64_t wordAt(const Address &a, int rounds, Fault fault) {
  const uint64_t k1 = static_cast<uint64_t>(a.role) << 32 | (fault == Fault::noReplica ? 0 : a.replica);
  const uint64_t c0 = static_cast<uint64_t>(a.coordinate) << 32 | a.particle >> 1;
  const Block key = fault == Fault::mixedKey ? mixedKey(a.seed, k1) : Block{{a.seed, k1}};
  return threefry2x64(c0, a.cell, key.word[0], key.word[1], rounds, fault).word[a.particle & 1];
}

inline const std::vector<std::string> &orderNames() {
  static const std::vector<std::string> names = {
    "particles", "cells", "coordinates", "step", "seeds", "replicas", "roles", "seeds16", "replicas16"};
  return names;
}

/** Particles, dimension and fine cells per step in the order `step`. */
constexpr uint64_t STEP_PARTICLES = 1000, STEP_DIMENSION = 10, STEP_CELLS = 4;

/** The n-th address of an order; `odd` chooses particle 1 for 0 where the particle stands still. */
inline Address addressOf(int order, bool odd, uint64_t n) {
  Address a;
  a.particle = odd ? 1 : 0;
  const uint32_t m = static_cast<uint32_t>(n);
  switch (order) {
    case 0: a.particle = m; break;    // consecutive particles of one cell and coordinate
    case 1: a.cell = m; break;        // consecutive cells of one particle
    case 2: a.coordinate = m; break;  // consecutive coordinates of one particle
    case 3: {  // one step after the other: pairs of particles, coordinates, the step's cells, both of the pair
      const uint64_t half = n & 1;
      uint64_t rest = n >> 1;
      const uint64_t cell = rest % STEP_CELLS;
      rest /= STEP_CELLS;
      a.coordinate = static_cast<uint32_t>(rest % STEP_DIMENSION);
      rest /= STEP_DIMENSION;
      a.particle = static_cast<uint32_t>(2 * (rest % (STEP_PARTICLES / 2)) + half);
      a.cell = static_cast<uint32_t>(rest / (STEP_PARTICLES / 2) * STEP_CELLS + cell);
      break;
    }
    case 4: a.seed = n; break;     // seeds 0, 1, 2, ... at one address
    case 5: a.replica = m; break;  // replicas 0, 1, 2, ... at one address
    case 6: a.role = 1 + (m & 1), a.particle = static_cast<uint32_t>(n >> 1); break;  // noise, subordinator, ...
    case 7: a.seed = n & 15, a.particle = static_cast<uint32_t>(n >> 4); break;       // 16 seeds interleaved
    case 8: a.replica = m & 15, a.particle = static_cast<uint32_t>(n >> 4); break;    // 16 replicas interleaved
  }
  return a;
}

/** What a run is about, read from `order[-odd] [rounds] [fault]`. */
struct Stream {
  std::string name;
  int order = 0;
  bool odd = false;
  int rounds = 13;
  Fault fault = Fault::none;

  uint64_t word(uint64_t n) const { return wordAt(addressOf(order, odd, n), rounds, fault); }

  /** Words n to n + count - 1. */
  void fill(uint64_t n, uint64_t count, uint64_t *out) const {
    if (fault == Fault::none && rounds == 13) return fillWith<13>(n, count, out);
    for (uint64_t i = 0; i < count; i++) out[i] = word(n + i);
  }

 private:
  template <int R> void fillWith(uint64_t n, uint64_t count, uint64_t *out) const {
    for (uint64_t i = 0; i < count; i++) out[i] = wordAt(addressOf(order, odd, n + i), R, Fault::none);
  }
};

inline Stream parseStream(const std::string &name, const std::string &rounds, const std::string &fault) {
  Stream s;
  s.name = name;
  s.odd = name.size() > 4 && name.substr(name.size() - 4) == "-odd";
  const std::string stem = s.odd ? name.substr(0, name.size() - 4) : name;
  for (s.order = 0; s.order < static_cast<int>(orderNames().size()); s.order++) {
    if (orderNames()[s.order] == stem) break;
  }
  if (s.order == static_cast<int>(orderNames().size())) {
    std::fprintf(stderr, "No order is called %s.\n", stem.c_str());
    std::exit(2);
  }
  s.rounds = std::stoi(rounds);
  if (fault == "noParity") s.fault = Fault::noParity;
  else if (fault == "noInjection") s.fault = Fault::noInjection;
  else if (fault == "noReplica") s.fault = Fault::noReplica;
  else if (fault == "mixedKey") s.fault = Fault::mixedKey;
  else if (fault != "none") {
    std::fprintf(stderr, "No fault is called %s.\n", fault.c_str());
    std::exit(2);
  }
  return s;
}
