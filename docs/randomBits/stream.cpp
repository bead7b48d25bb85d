/**
 * Writes random words of one order to standard output, 8 bytes each, low byte first, for any battery that reads a pipe.
 *
 *   stream ORDER[-odd] [WORDS, 0 = until the pipe closes] [ROUNDS = 13] [none|noParity|noInjection|noReplica]
 *   stream particles 0 | dieharder -a -g 200        stream step 0 | RNG_test stdin64
 */
#include "orders.hpp"

int main(int argc, char **argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: stream ORDER[-odd] [WORDS] [ROUNDS] [FAULT]\n"), 2;
  const uint64_t words = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 0;
  const Stream stream = parseStream(argv[1], argc > 3 ? argv[3] : "13", argc > 4 ? argv[4] : "none");
  static uint64_t buffer[8192];
  for (uint64_t n = 0; words == 0 || n < words;) {
    const uint64_t count = words == 0 || words - n > 8192 ? 8192 : words - n;
    stream.fill(n, count, buffer);
    if (std::fwrite(buffer, 8, count, stdout) != count) return 0;  // the reader has had enough
    n += count;
  }
}
