/**
 * A battery about addresses, for what batteries of streams hardly see: how words of neighbouring addresses depend.
 *
 *   neighbours [ROUNDS = 13] [FAULT = none] [LOG2 SAMPLES S = 21] [BIRTHDAY REPETITIONS = 2] [ONLY THESE AXES]
 *
 * avalanche    each of the 256 input bits is flipped at 2^S addresses; every one of the 128 output bits must change
 *              with probability 1/2: 32,768 z-values, their sum of squares (chi-square) and the largest. Addresses are
 *              random 256 bits (`anywhere`) or drawn from the small numbers that the product has (`product`).
 * correlation  bit i of a word against bit j of its neighbour's, 64 x 64 pairs, 2^(S + 4) pairs of words per axis;
 *              2^(S + 2) per slant: replica + k, cell - k; seed + k, pair - k; both; seed + 2^32, coordinate - 1.
 * weights      Hamming weights of words `lag` apart (disjoint pairs), 2^(S + 6) words per order: chi-square, 9 x 9.
 * birthdays    2^24 words of 64 bits, equal spacings after sorting: Poisson with mean 2^72 / 2^66 = 64 a repetition
 *              (G. Marsaglia; P. L'Ecuyer, R. Simard, Math. Comput. Simulation 55, 2001).
 *
 * p is the smaller tail, doubled; chi-square tails by Wilson and Hilferty's cube root. FAIL: p < 1e-10.
 */
#include <algorithm>
#include <cmath>
#include <ctime>
#include <functional>
#include "orders.hpp"

static int rounds = 13;
static Fault fault = Fault::none;
static int tests = 0, fails = 0, unusual = 0;
static double leastP = 1;

static void verdict(const std::string &test, const std::string &detail, double p) {
  tests++;
  leastP = std::min(leastP, p);
  if (p < 1e-10) fails++;
  else if (p < 1e-3) unusual++;
  std::printf("%-12s %-22s %s p = %.3g%s\n", test.c_str(), detail.substr(0, detail.find('|')).c_str(),
    detail.substr(detail.find('|') + 1).c_str(), p, p < 1e-10 ? " FAIL" : p < 1e-3 ? " unusual" : "");
}

static double normalTail(double z) { return std::erfc(std::fabs(z) / std::sqrt(2.0)); }  // both sides
static double chiSquareP(double x, double freedom) {
  const double v = 2 / (9 * freedom);
  return normalTail((std::cbrt(x / freedom) - (1 - v)) / std::sqrt(v));
}
/** Probability that the largest of `count` |z| is beyond z. */
static double largestP(double z, double count) { return -std::expm1(count * std::log1p(-normalTail(z))); }

static uint64_t mixState = 1;
/** SplitMix64 draws the addresses: a generator of another family than the one on trial. */
static uint64_t mix() {
  uint64_t z = mixState += 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

static Address productAddress() {
  const uint64_t x = mix(), y = mix();
  Address a;
  a.seed = x & 0xffff;
  a.replica = x >> 16 & 63;
  a.role = 1 + (x >> 22 & 1);
  a.coordinate = x >> 24 & 31;
  a.particle = static_cast<uint32_t>(x >> 40);
  a.cell = y & 0xfffff;
  return a;
}

/** Transposes 64 x 64 bits (H. Warren, Hacker's Delight, 7-3). */
static void transpose(uint64_t *m) {
  uint64_t mask = 0x00000000ffffffffULL;
  for (int j = 32; j != 0; j >>= 1, mask ^= mask << j) {
    for (int k = 0; k < 64; k = ((k | j) + 1) & ~j) {
      const uint64_t t = ((m[k] >> j) ^ m[k | j]) & mask;
      m[k] ^= t << j;
      m[k | j] ^= t;
    }
  }
}

template <int R> static void avalanche(const char *where, bool product, uint64_t samples) {
  static uint64_t input[64][4];
  static Block base[64];
  static int64_t flips[256][128];
  for (auto &row : flips) std::fill(row, row + 128, 0);
  const auto encrypt = [](const uint64_t *x) {
    return R == 13 ? threefry2x64(x[0], x[1], x[2], x[3], 13) : threefry2x64(x[0], x[1], x[2], x[3], rounds, fault);
  };
  for (uint64_t done = 0; done < samples; done += 64) {
    for (int s = 0; s < 64; s++) {
      if (product) {
        const Address a = productAddress();
        input[s][0] = static_cast<uint64_t>(a.coordinate) << 32 | a.particle >> 1;
        input[s][1] = a.cell;
        input[s][2] = a.seed;
        input[s][3] = static_cast<uint64_t>(a.role) << 32 | a.replica;
      } else {
        for (uint64_t &word : input[s]) word = mix();
      }
      base[s] = encrypt(input[s]);
    }
    for (int bit = 0; bit < 256; bit++) {
      uint64_t change[2][64];
      for (int s = 0; s < 64; s++) {
        uint64_t x[4] = {input[s][0], input[s][1], input[s][2], input[s][3]};
        x[bit >> 6] ^= 1ULL << (bit & 63);
        const Block y = encrypt(x);
        change[0][s] = y.word[0] ^ base[s].word[0];
        change[1][s] = y.word[1] ^ base[s].word[1];
      }
      for (int w = 0; w < 2; w++) {
        transpose(change[w]);
        for (int k = 0; k < 64; k++) flips[bit][64 * w + k] += __builtin_popcountll(change[w][k]);
      }
    }
  }
  double sum = 0, largest = 0;
  for (const auto &row : flips) {
    for (const int64_t count : row) {
      const double n = static_cast<double>(samples);
      const double z = (2 * static_cast<double>(count) - n) / std::sqrt(n);
      sum += z * z;
      largest = std::max(largest, std::fabs(z));
    }
  }
  char text[120];
  std::snprintf(text, sizeof text, "%s, sum of z^2|%.1f of 32768", where, sum);
  verdict("avalanche", text, chiSquareP(sum, 32768));
  std::snprintf(text, sizeof text, "%s, largest z|%.2f", where, largest);
  verdict("avalanche", text, largestP(largest, 32768));
}

static std::string only;

static void correlation(const char *axis, const std::function<void(Address &)> &step, uint64_t samples, uint32_t half = 0) {
  if (!only.empty() && std::string(axis).find(only) == std::string::npos) return;
  static int64_t equal[64][64];
  for (auto &row : equal) std::fill(row, row + 64, 0);
  for (uint64_t done = 0; done < samples; done += 64) {
    uint64_t here[64], there[64];
    for (int s = 0; s < 64; s++) {
      Address a = productAddress();
      a.particle = (a.particle & ~1u) | half;
      a.role = 1;
      here[s] = wordAt(a, rounds, fault);
      step(a);
      there[s] = wordAt(a, rounds, fault);
    }
    transpose(here);
    transpose(there);
    for (int i = 0; i < 64; i++) {
      for (int j = 0; j < 64; j++) equal[i][j] += __builtin_popcountll(here[i] ^ there[j]);
    }
  }
  double sum = 0, largest = 0, largestOfTop = 0;
  int bits[2] = {0, 0};
  const double n = static_cast<double>(samples);
  for (int i = 0; i < 4096; i++) {
    const double z = (2 * static_cast<double>(equal[i >> 6][i & 63]) - n) / std::sqrt(n);
    sum += z * z;
    if (std::fabs(z) > largest) largest = std::fabs(z), bits[0] = i >> 6, bits[1] = i & 63;
    if (i >> 6 >= 48 && (i & 63) >= 48) largestOfTop = std::max(largestOfTop, std::fabs(z));
  }
  char text[120];
  std::snprintf(text, sizeof text, "%s, sum of z^2|%.1f of 4096", axis, sum);
  verdict("correlation", text, chiSquareP(sum, 4096));
  std::snprintf(text, sizeof text, "%s, largest z|%.2f (bits %d, %d, correlation %.2g)", axis, largest, bits[0],
    bits[1], largest / std::sqrt(n));
  verdict("correlation", text, largestP(largest, 4096));
  if (!only.empty()) std::printf("  among bits 48 to 63: largest z %.2f of 256\n", largestOfTop);
}

/** Nine classes of Hamming weight, none rarer than 0.06: below 27, 27-28, 29-30, 31, 32, 33, 34-35, 36-37, above. */
static int weightClass(int w) {
  static const int bounds[8] = {27, 29, 31, 32, 33, 34, 36, 38};
  int c = 0;
  while (c < 8 && w >= bounds[c]) c++;
  return c;
}

static void weights(const Stream &stream, uint64_t words) {
  static uint64_t buffer[4096];
  static int classOf[65];
  double probability[9] = {0};
  for (int w = 0; w <= 64; w++) {
    classOf[w] = weightClass(w);
    probability[classOf[w]] += std::exp(std::lgamma(65) - std::lgamma(w + 1) - std::lgamma(65 - w) - 64 * M_LN2);
  }
  static const int lags[4] = {1, 2, 16, 40};
  int64_t table[4][81] = {{0}};
  int64_t pairs[4] = {0};
  int classes[4096];
  for (uint64_t n = 0; n < words; n += 4096) {
    stream.fill(n, 4096, buffer);
    for (int k = 0; k < 4096; k++) classes[k] = classOf[__builtin_popcountll(buffer[k])];
    for (int l = 0; l < 4; l++) {
      const int lag = lags[l];
      for (int from = 0; from + 2 * lag <= 4096; from += 2 * lag) {
        for (int k = from; k < from + lag; k++) table[l][9 * classes[k] + classes[k + lag]]++;
        pairs[l] += lag;
      }
    }
  }
  for (int l = 0; l < 4; l++) {
    double sum = 0;
    for (int k = 0; k < 81; k++) {
      const double expected = probability[k / 9] * probability[k % 9] * static_cast<double>(pairs[l]);
      const double d = static_cast<double>(table[l][k]) - expected;
      sum += d * d / expected;
    }
    char text[120];
    std::snprintf(text, sizeof text, "%s lag %d|%.1f of 80", stream.name.c_str(), lags[l], sum);
    verdict("weights", text, chiSquareP(sum, 80));
  }
}

/** Sorts 2^24 words by 11 bits at a time. */
static void sortWords(std::vector<uint64_t> &words, std::vector<uint64_t> &other) {
  for (int shift = 0; shift < 64; shift += 11) {
    size_t start[2049] = {0};
    for (const uint64_t w : words) start[(w >> shift & 2047) + 1]++;
    for (int k = 0; k < 2048; k++) start[k + 1] += start[k];
    for (const uint64_t w : words) other[start[w >> shift & 2047]++] = w;
    words.swap(other);
  }
}

static void birthdays(const Stream &stream, int repetitions) {
  constexpr size_t n = size_t{1} << 24;
  std::vector<uint64_t> words(n), other(n);
  int64_t equal = 0;
  for (int r = 0; r < repetitions; r++) {
    stream.fill(static_cast<uint64_t>(r) * n, n, words.data());
    sortWords(words, other);
    const uint64_t first = words[0];
    for (size_t k = 0; k + 1 < n; k++) words[k] = words[k + 1] - words[k];
    words[n - 1] = first - words[n - 1];  // around the circle of 2^64 days
    sortWords(words, other);
    for (size_t k = 1; k < n; k++) equal += words[k] == words[k - 1];
  }
  const double mean = 64.0 * repetitions;
  double below = 0, term = std::exp(-mean);  // P(X <= equal), P(X >= equal), from the exact Poisson law
  double at = 0;
  for (int64_t k = 0; k <= std::min<int64_t>(equal, 100000); k++, term *= mean / static_cast<double>(k)) {
    below += term;
    at = term;
  }
  double above = 0;
  for (int64_t k = equal; at > above * 1e-17; k++, at *= mean / static_cast<double>(k)) above += at;
  char text[120];
  std::snprintf(text, sizeof text, "%s|%lld, mean %.0f", stream.name.c_str(), static_cast<long long>(equal), mean);
  verdict("birthdays", text, std::min(1.0, 2 * std::min(below, above)));
}

int main(int argc, char **argv) {
  const std::string faultName = argc > 2 ? argv[2] : "none";
  const Stream first = parseStream("particles", argc > 1 ? argv[1] : "13", faultName);
  rounds = first.rounds;
  fault = first.fault;
  const int scale = argc > 3 ? std::atoi(argv[3]) : 21;
  const int repetitions = argc > 4 ? std::atoi(argv[4]) : 2;
  const std::clock_t start = std::clock();

  only = argc > 5 ? argv[5] : "";

  for (const bool product : {false, true}) {
    if (!only.empty()) break;
    const char *where = product ? "product" : "anywhere";
    if (rounds == 13 && fault == Fault::none) avalanche<13>(where, product, uint64_t{1} << scale);
    else avalanche<0>(where, product, uint64_t{1} << scale);
  }

  const uint64_t pairs = uint64_t{1} << (scale + 4), slanted = uint64_t{1} << (scale + 2);
  correlation("pair's other word", [](Address &a) { a.particle++; }, pairs);
  correlation("next pair", [](Address &a) { a.particle += 2; }, pairs);
  correlation("next cell", [](Address &a) { a.cell++; }, pairs);
  correlation("next coordinate", [](Address &a) { a.coordinate++; }, pairs);
  correlation("next seed", [](Address &a) { a.seed++; }, pairs);
  correlation("next replica", [](Address &a) { a.replica++; }, pairs);
  correlation("next role", [](Address &a) { a.role++; }, pairs);
  // Threefry begins by adding the key to the counter: where one goes up as the other goes down, the sums are equal
  for (const uint32_t half : {0u, 1u}) {
    for (uint32_t by = 1; by <= 512; by *= 2) {
      const std::string amount = std::to_string(by) + (half ? " odd" : "");
      const auto replicas = [by](Address &a) { a.replica += by, a.cell -= by; };
      const auto seeds = [by](Address &a) { a.seed += by, a.particle -= 2 * by; };
      const auto both = [&](Address &a) { replicas(a), seeds(a); };
      correlation(("slant: replica, cell " + amount).c_str(), replicas, slanted, half);
      correlation(("slant: seed, pair " + amount).c_str(), seeds, slanted, half);
      correlation(("slant: both " + amount).c_str(), both, slanted, half);
    }
    const auto high = [](Address &a) { a.seed += uint64_t{1} << 32, a.coordinate--; };
    correlation(half ? "slant: seed, coordinate odd" : "slant: seed, coordinate", high, slanted, half);
  }

  for (const std::string &stem : orderNames()) {
    for (const bool odd : {false, true}) {
      if (!only.empty()) break;
      const bool still = stem == "cells" || stem == "coordinates" || stem == "seeds" || stem == "replicas";
      if (odd && !still) continue;
      const Stream stream = parseStream(odd ? stem + "-odd" : stem, argc > 1 ? argv[1] : "13", faultName);
      weights(stream, uint64_t{1} << (scale + 6));
      if (repetitions > 0) birthdays(stream, repetitions);
    }
  }
  std::printf("rounds %d %s, S = %d: %d p-values, %d fail, %d unusual, least %.2g, %.0f s\n", rounds, faultName.c_str(),
    scale, tests, fails, unusual, leastP, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
}
