// C++ as a good programmer writes it without intrinsics: plain loops over contiguous arrays of L1 size, the
// Chambers-Mallows-Stuck formula of the textbook, std:: functions, -Ofast -march=native. GCC turns the loops
// into AVX-512 (or AVX2) and the functions into libmvec's; the driver checks the symbols (nm | grep _ZGV).
#include <cmath>
#include <memory>
#include "protocol.hpp"

constexpr int LANES = 16, BUFFER = 1024;

// xoshiro256+ (Blackman & Vigna), LANES independent streams side by side so that the loop vectorises.
struct Random {
  alignas(64) uint64_t a[LANES], b[LANES], c[LANES], d[LANES];
  Random() {
    uint64_t z = 0x9e3779b97f4a7c15;
    for (auto* state : {a, b, c, d})
      for (int l = 0; l < LANES; l++) {  // splitmix64
        uint64_t s = z += 0x9e3779b97f4a7c15;
        s = (s ^ (s >> 30)) * 0xbf58476d1ce4e5b9;
        s = (s ^ (s >> 27)) * 0x94d049bb133111eb;
        state[l] = s ^ (s >> 31);
      }
  }
  void fill(uint64_t* out, int count) {
    for (int i = 0; i < count; i += LANES)
      for (int l = 0; l < LANES; l++) {
        out[i + l] = a[l] + d[l];
        const uint64_t t = b[l] << 17;
        c[l] ^= a[l];
        d[l] ^= b[l];
        b[l] ^= c[l];
        a[l] ^= d[l];
        c[l] ^= t;
        d[l] = (d[l] << 45) | (d[l] >> 19);
      }
  }
};

template <class T>
struct StableSource {
  using Bits = std::conditional_t<sizeof(T) == 8, uint64_t, uint32_t>;
  static constexpr int DRAWS = 2 * BUFFER / (8 / sizeof(T));  // 64-bit words for two uniforms a sample
  T alpha;
  Random random;
  alignas(64) uint64_t words[DRAWS];
  alignas(64) T samples[BUFFER];

  // Uniform on (0, 1), never 0 or 1: the middle of one of 2^52 (2^23) cells.
  static T uniform(Bits bits) {
    if constexpr (sizeof(T) == 8) return (T(int64_t(bits >> 12)) + T(0.5)) * T(0x1p-52);
    else return (T(int32_t(bits >> 9)) + T(0.5)) * T(0x1p-23);
  }
  void refill() {
    random.fill(words, DRAWS);
    const Bits* bits = reinterpret_cast<const Bits*>(words);
    for (int i = 0; i < BUFFER; i++) {
      const T u = T(M_PI) * (uniform(bits[i]) - T(0.5));
      const T w = -std::log(uniform(bits[BUFFER + i]));
      samples[i] = std::sin(alpha * u) / std::pow(std::cos(u), 1 / alpha) *
                   std::pow(std::cos((1 - alpha) * u) / w, (1 - alpha) / alpha);
    }
  }
};

template <class T>
Contestant sampler(const Request& request) {
  auto s = std::make_shared<StableSource<T>>();
  s->alpha = T(request.number("alpha"));
  return {[s] { s->refill(); }, BUFFER,
          [s] { return std::vector<double>(s->samples, s->samples + BUFFER); }};
}

template <class T>
struct System {
  int n, dim, points;
  T eta, amount;  // step, noise scale times step^(1/alpha)
  std::vector<T> x, inputs, targets, field, kept, slope, noise;  // inputs transposed: dim x points
  StableSource<T> source;
  int left = 0;

  explicit System(const Request& r)
      : n(int(r.number("particles"))), dim(int(r.number("dim"))), points(int(r.number("points"))),
        eta(T(r.number("step"))) {
    const double alpha = r.number("alpha");
    source.alpha = T(alpha);
    amount = T(r.number("scale") * std::pow(r.number("step"), 1 / alpha));
    const std::string folder = r.text("folder");
    const auto start = readFile(folder + "/x0.bin");
    x.assign(start.begin(), start.end());
    const auto given = readFile(folder + "/targets.bin");
    targets.assign(given.begin(), given.end());
    if (r.text("model") == "tanh") {
      const auto rows = readFile(folder + "/inputs.bin");
      for (int c = 0; c < dim; c++)
        for (int b = 0; b < points; b++) inputs.push_back(T(rows[b * dim + c]));
      kept.resize(size_t(n) * points);
    } else {
      kept.resize(size_t(n) * dim * 2);
    }
    field.resize(targets.size());
    slope.resize(points);
  }
  // noise[0 .. count) = amount * samples; count at most a buffer
  const T* increments(int count) {
    if (left < count) {
      source.refill();
      left = BUFFER;
    }
    left -= count;
    return source.samples + left;
  }
  void tanhStep() {
    for (int b = 0; b < points; b++) field[b] = 0;
    for (int i = 0; i < n; i++) {
      T* t = &kept[size_t(i) * points];
      const T* theta = &x[size_t(i) * dim];
      for (int b = 0; b < points; b++) t[b] = theta[0] * inputs[b];
      for (int c = 1; c < dim; c++)
        for (int b = 0; b < points; b++) t[b] += theta[c] * inputs[c * points + b];
      const T weight = i % 2 == 0 ? 1 : -1;
      for (int b = 0; b < points; b++) {
        t[b] = std::tanh(t[b]);
        field[b] += weight * t[b];
      }
    }
    for (int b = 0; b < points; b++) field[b] = field[b] / n - targets[b];
    for (int i = 0; i < n; i++) {
      const T* t = &kept[size_t(i) * points];
      const T factor = eta * (i % 2 == 0 ? T(-1) : T(1)) / points;
      for (int b = 0; b < points; b++) slope[b] = factor * field[b] * (1 - t[b] * t[b]);
      const T* jump = increments(dim);
      for (int c = 0; c < dim; c++) {
        T sum = 0;
        for (int b = 0; b < points; b++) sum += slope[b] * inputs[c * points + b];
        x[size_t(i) * dim + c] += sum + amount * jump[c];
      }
    }
  }
  void cosineStep() {
    const int values = n * dim;
    T* cosines = kept.data();
    T* sines = kept.data() + values;
    for (int j = 0; j < values; j++) {
      cosines[j] = std::cos(x[j]);
      sines[j] = std::sin(x[j]);
    }
    for (auto& m : field) m = 0;
    for (int i = 0; i < n; i++)
      for (int c = 0; c < dim; c++) {
        field[2 * c] += cosines[i * dim + c];
        field[2 * c + 1] += sines[i * dim + c];
      }
    std::vector<T> re(BUFFER), im(BUFFER);
    const int rows = BUFFER / dim;
    for (int j = 0; j < rows * dim; j++) {
      re[j] = eta * T(0.5) * (targets[2 * (j % dim)] - field[2 * (j % dim)] / n);
      im[j] = eta * T(0.5) * (targets[2 * (j % dim) + 1] - field[2 * (j % dim) + 1] / n);
    }
    for (int from = 0; from < values; from += rows * dim) {
      source.refill();
      const int count = std::min(rows * dim, values - from);
      for (int j = 0; j < count; j++)
        x[from + j] += im[j] * cosines[from + j] - re[j] * sines[from + j] + amount * source.samples[j];
    }
  }
};

template <class T>
Contestant step(const Request& r) {
  auto s = std::make_shared<System<T>>(r);
  const bool tanh = r.text("model") == "tanh";
  return {[s, tanh] { tanh ? s->tanhStep() : s->cosineStep(); }, double(s->n),
          [s] { return std::vector<double>(s->x.begin(), s->x.end()); }};
}

int main() {
  return serve([](const Request& r) {
    const bool single = r.text("dtype") == "float32";
    if (r.text("kind") == "sampler") return single ? sampler<float>(r) : sampler<double>(r);
    return single ? step<float>(r) : step<double>(r);
  });
}
