/**
 * A battery of TestU01 (P. L'Ecuyer, R. Simard, ACM TOMS 33, 2007) on one order of the product's random words.
 *
 *   crush small|crush|rabbit|alphabit ORDER[-odd] both|high|low [ROUNDS = 13] [FAULT] [LOG2 BITS = 30]
 *
 * TestU01 reads 32 bits at a time and looks mostly at the upper ones: `both` gives high and low half in turn, `high`
 * the high halves, `low` the low halves with their bits reversed, so that the word's lowest bits are looked at most.
 * One line per p-value outside [1e-3, 1 - 1e-3] (FAIL beyond 1e-10, the manual's clear failure), one line in all.
 */
#include <algorithm>
#include <cmath>
#include <ctime>
#include <unistd.h>
#include "orders.hpp"
extern "C" {
#include <testu01/bbattery.h>
#include <testu01/swrite.h>
#include <testu01/unif01.h>
}

static Stream stream;
static uint64_t at = 0, drawn = 0;
static uint64_t buffer[4096];
static unsigned filled = 4096;

static uint64_t nextWord() {
  if (filled == 4096) stream.fill(at, 4096, buffer), at += 4096, filled = 0;
  drawn++;
  return buffer[filled++];
}

static uint32_t reversed(uint32_t x) {
  x = (x >> 1 & 0x55555555) | (x & 0x55555555) << 1;
  x = (x >> 2 & 0x33333333) | (x & 0x33333333) << 2;
  x = (x >> 4 & 0x0f0f0f0f) | (x & 0x0f0f0f0f) << 4;
  return __builtin_bswap32(x);
}

static unsigned int high() { return static_cast<unsigned int>(nextWord() >> 32); }
static unsigned int low() { return reversed(static_cast<uint32_t>(nextWord())); }
static unsigned int both() {
  static uint64_t word;
  static bool second = true;
  second = !second;
  if (!second) word = nextWord();
  return static_cast<unsigned int>(second ? word : word >> 32);
}

static FILE *report;
static std::string label;
static int fails = 0, unusual = 0, statistics = 0;
static double least = 1;

/** Takes over the p-values of the battery that has just ended. */
static void take() {
  for (int i = 0; i < bbattery_NTests; i++) {
    const double p = bbattery_pVal[i];
    if (p < -0.5) continue;  // TestU01's mark for a test that was not made
    const double tail = std::min(p, 1 - p);
    statistics++;
    least = std::min(least, tail);
    if (tail < 1e-10) fails++;
    else if (tail < 1e-3) unusual++;
    if (tail >= 1e-3) continue;
    std::fprintf(report, "  %s: %s p = %.3g%s\n", label.c_str(), bbattery_TestNames[i], p, tail < 1e-10 ? " FAIL" : "");
  }
  std::fflush(report);
}

/** Crush, one test after the other, so that a run cut short has its results so far. */
static void crushByTests(unif01_Gen *gen) {
  for (int test = 1; test <= 96; test++) {
    int repetitions[97] = {0};
    repetitions[test] = 1;
    bbattery_RepeatCrush(gen, repetitions);
    take();
    std::fprintf(stderr, "crush test %d of 96 done, %d statistics so far\n", test, statistics);
  }
}

int main(int argc, char **argv) {
  if (argc < 4) return std::fprintf(stderr, "usage: crush BATTERY ORDER[-odd] HALF [ROUNDS] [FAULT] [BITS]\n"), 2;
  const std::string battery = argv[1], half = argv[3];
  stream = parseStream(argv[2], argc > 4 ? argv[4] : "13", argc > 5 ? argv[5] : "none");
  const double bits = std::ldexp(1, argc > 6 ? std::atoi(argv[6]) : 30);
  swrite_Basic = FALSE;
  // TestU01 prints even so: its report goes to standard error, ours to standard output
  report = fdopen(dup(1), "w");
  dup2(2, 1);
  label = battery + " " + stream.name + " " + half + " rounds " + std::to_string(stream.rounds);
  if (stream.fault != Fault::none) label += std::string(" ") + argv[5];
  char name[] = "words";
  unif01_Gen *gen = unif01_CreateExternGenBits(name, half == "high" ? high : half == "low" ? low : both);
  const std::clock_t start = std::clock();
  if (battery == "crush") crushByTests(gen);
  else if (battery == "small") bbattery_SmallCrush(gen), take();
  else if (battery == "rabbit") bbattery_Rabbit(gen, bits), take();
  else if (battery == "alphabit") bbattery_Alphabit(gen, bits, 0, 32), take();
  else return std::fprintf(stderr, "No battery is called %s.\n", battery.c_str()), 2;
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  std::fprintf(report, "%s: %d p-values, %d fail, %d unusual, least tail %.2g, %.4g GB, %.0f s\n", label.c_str(),
    statistics, fails, unusual, least, 8e-9 * static_cast<double>(drawn), seconds);
  std::fclose(report);
  unif01_DeleteExternGenBits(gen);
}
