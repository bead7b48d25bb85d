// The contestant's side of bench/protocol.ts: one flat JSON request a line in, one JSON line out.
// Requests are written by our own driver, so a field is found by its quoted name; no general JSON reader.
#pragma once
#include <chrono>
#include <cstdint>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

struct Request {
  std::string line;
  std::string text(const char* key) const {
    const auto at = line.find(std::string("\"").append(key).append("\":"));
    if (at == std::string::npos) return {};
    auto from = line.find(':', at) + 1;
    if (line[from] == '"') return line.substr(from + 1, line.find('"', from + 1) - from - 1);
    return line.substr(from, line.find_first_of(",}", from) - from);
  }
  double number(const char* key) const { return std::stod(text(key)); }
  // Everything that names the case, without what is asked about it.
  std::string caseText() const {
    const auto at = line.find("\"case\":");
    return line.substr(at, line.find('}', at) - at);
  }
};

inline std::vector<double> readFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  std::vector<double> data(static_cast<size_t>(in.tellg()) / 8);
  in.seekg(0);
  in.read(reinterpret_cast<char*>(data.data()), static_cast<std::streamsize>(8 * data.size()));
  return data;
}

inline void writeFile(const std::string& path, const std::vector<double>& data) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(data.data()), static_cast<std::streamsize>(8 * data.size()));
}

// Something that can be run again and again (a buffer of samples, a step) and shows what it made.
struct Contestant {
  std::function<void()> once;
  double items;                                 // samples or particle-steps of one run
  std::function<std::vector<double>()> result;  // the last samples, or the positions, particle-major
};

// {"ns": per item, "share": of a core that this process had}
inline std::string timing(const Contestant& c, double seconds) {
  using clock = std::chrono::steady_clock;
  const auto start = clock::now();
  const auto busy = std::clock();
  double runs = 0, elapsed = 0;
  do {
    c.once();
    runs++;
    elapsed = std::chrono::duration<double>(clock::now() - start).count();
  } while (elapsed < seconds);
  const double share = double(std::clock() - busy) / CLOCKS_PER_SEC / elapsed;
  return "{\"ns\":" + std::to_string(1e9 * elapsed / (runs * c.items)) +
         ",\"share\":" + std::to_string(share) + "}";
}

// Answers requests until standard input ends; keeps the state of the last case.
inline int serve(const std::function<Contestant(const Request&)>& make) {
  std::cout << "{\"ready\":true,\"version\":\"g++ " << __VERSION__ << "\"}" << std::endl;
  Request request;
  std::string last;
  Contestant now;
  while (std::getline(std::cin, request.line)) {
    if (request.text("op") == "check") {
      const Contestant checked = make(request);
      std::vector<double> made;
      const size_t count = request.text("kind") == "sampler" ? size_t(request.number("count")) : 0;
      if (count > 0) {
        while (made.size() < count) {
          checked.once();
          const auto part = checked.result();
          made.insert(made.end(), part.begin(), part.end());
        }
        made.resize(count);
      } else {
        for (int k = 0; k < request.number("steps"); k++) checked.once();
        made = checked.result();
      }
      writeFile(request.text("out"), made);
      std::cout << "{\"written\":true}" << std::endl;
    } else {
      if (request.caseText() != last) {
        now = make(request);
        last = request.caseText();
      }
      std::cout << timing(now, request.number("seconds")) << std::endl;
    }
  }
  return 0;
}
