// The native limit: AVX-512 intrinsics by hand, fused multiply-add, no library function in a loop.
// Particles lie in blocks of two vectors, coordinate by coordinate, so that no sum crosses lanes; 16 (gather)
// and up to 20 (drift) accumulators hide the latency of FMA. One pass over memory a step: a block is moved
// and its new activations gathered at once, tanh (sin, cos) kept for the next step's drift.
#include <sys/mman.h>
#include <cstdlib>
#include <memory>
#include "protocol.hpp"
#include "tunedStable.hpp"

constexpr int POINTS = 64, TILE = 8;

// Memory on huge pages: with 4 KB pages the kept activations cost a TLB miss a page.
template <class T>
struct Huge {
  using value_type = T;
  T* allocate(size_t count) {
    const size_t page = 2 << 20, bytes = (count * sizeof(T) + page - 1) / page * page;
    void* memory = std::aligned_alloc(page, bytes);
    madvise(memory, bytes, MADV_HUGEPAGE);
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, size_t) { std::free(memory); }
  bool operator==(const Huge&) const { return true; }
};

template <class L>
Contestant sampler(const Request& request) {
  auto source = std::make_shared<TunedStable<L>>(request.number("alpha"));
  auto samples = std::make_shared<const typename L::T*>();
  return {[=] { *samples = source->take(BUFFER); }, BUFFER,
          [=] { return std::vector<double>(*samples, *samples + BUFFER); }};
}

template <class L, int DIM>
struct System {
  using V = typename L::V;
  using T = typename L::T;
  static constexpr int PAIR = 2 * L::W;
  const int n, blocks;
  const T eta;
  T amount;
  TunedStable<L> source;
  std::vector<T, Huge<T>> x, kept;
  std::vector<T> full, last;  // kept: tanh of every data point, or cos and sin of every coordinate
  std::vector<double> targets;
  alignas(64) T inputs[POINTS * DIM], byPoint[POINTS * DIM], factor[POINTS];
  alignas(64) T sums[POINTS * L::W];
  double field[POINTS];

  System(const Request& r, bool alternating)
      : n(int(r.number("particles"))), blocks((n + PAIR - 1) / PAIR), eta(T(r.number("step"))),
        source(r.number("alpha")) {
    amount = T(r.number("scale") * std::pow(r.number("step"), 1 / r.number("alpha")));
    const auto start = readFile(r.text("folder") + "/x0.bin");
    x.resize(size_t(blocks) * PAIR * DIM);
    for (int i = 0; i < n; i++)
      for (int c = 0; c < DIM; c++) x[place(i, c)] = T(start[size_t(i) * DIM + c]);
    targets = readFile(r.text("folder") + "/targets.bin");
    for (int l = 0; l < PAIR; l++) {
      full.push_back(alternating && l % 2 == 1 ? -1 : 1);
      last.push_back((blocks - 1) * PAIR + l < n ? full[l] : 0);
    }
  }
  size_t place(int i, int c) const { return (size_t(i / PAIR) * DIM + c) * PAIR + i % PAIR; }
  const T* weights(int block) const { return block == blocks - 1 ? last.data() : full.data(); }
  std::vector<double> positions() const {
    std::vector<double> out;
    for (int i = 0; i < n; i++)
      for (int c = 0; c < DIM; c++) out.push_back(x[place(i, c)]);
    return out;
  }
  void clearSums() {
    for (auto& s : sums) s = 0;
  }
  void meanOfSums(int count) {
    for (int b = 0; b < count; b++) field[b] = double(L::sum(L::load(sums + b * L::W))) / n;
  }
};

template <class L, int DIM>
struct TanhSystem : System<L, DIM> {
  using S = System<L, DIM>;
  using V = typename L::V;
  using T = typename L::T;
  static constexpr int PAIR = S::PAIR, DRIFT_TILE = DIM <= 10 ? DIM : 8;

  explicit TanhSystem(const Request& r) : S(r, true) {
    const auto rows = readFile(r.text("folder") + "/inputs.bin");
    for (int b = 0; b < POINTS; b++)
      for (int c = 0; c < DIM; c++) {
        this->inputs[(b / TILE * DIM + c) * TILE + b % TILE] = T(rows[b * DIM + c]);
        this->byPoint[b * DIM + c] = T(rows[b * DIM + c]);
      }
    this->kept.resize(size_t(this->blocks) * PAIR * POINTS);
    this->clearSums();
    for (int k = 0; k < this->blocks; k++) gather(k);
  }
  void gather(int block) {
    const T* theta = &this->x[size_t(block) * PAIR * DIM];
    const V w0 = L::load(this->weights(block)), w1 = L::load(this->weights(block) + L::W);
    for (int b = 0; b < POINTS; b += TILE) {
      V s[TILE][2];
      for (int j = 0; j < TILE; j++) s[j][0] = s[j][1] = L::set(0);
      for (int c = 0; c < DIM; c++) {
        const V t0 = L::load(theta + c * PAIR), t1 = L::load(theta + c * PAIR + L::W);
        for (int j = 0; j < TILE; j++) {
          const V input = L::set(this->inputs[(b / TILE * DIM + c) * TILE + j]);
          s[j][0] = L::fma(t0, input, s[j][0]);
          s[j][1] = L::fma(t1, input, s[j][1]);
        }
      }
      T* kept = &this->kept[(size_t(block) * POINTS + b) * PAIR];
      // the next block's, while this one computes: without it large N waits for memory
      for (int at = 0; at < TILE * PAIR; at += L::W)
        _mm_prefetch(reinterpret_cast<const char*>(kept + POINTS * PAIR + at), _MM_HINT_T0);
      for (int j = 0; j < TILE; j++) {
        const V h0 = this->source.f.tanh(s[j][0]), h1 = this->source.f.tanh(s[j][1]);
        L::store(kept + j * PAIR, h0);
        L::store(kept + j * PAIR + L::W, h1);
        T* sum = this->sums + (b + j) * L::W;
        L::store(sum, L::fma(w1, h1, L::fma(w0, h0, L::load(sum))));
      }
    }
  }
  void move(int block) {
    const T* kept = &this->kept[size_t(block) * POINTS * PAIR];
    T* theta = &this->x[size_t(block) * PAIR * DIM];
    const V w0 = L::load(this->full.data()), w1 = L::load(this->full.data() + L::W);
    const V amount = L::set(this->amount);
    const T* noise = this->source.take(DIM * PAIR);
    for (int from = 0; from < DIM; from += DRIFT_TILE) {
      V s[DRIFT_TILE][2];
      for (int c = 0; c < DRIFT_TILE; c++) s[c][0] = s[c][1] = L::set(0);
      for (int b = 0; b < POINTS; b++) {
        const V f = L::set(this->factor[b]);
        const V h0 = L::load(kept + b * PAIR), h1 = L::load(kept + b * PAIR + L::W);
        const V g0 = f - f * h0 * h0, g1 = f - f * h1 * h1;
        for (int c = 0; c < DRIFT_TILE; c++) {
          const V input = L::set(this->byPoint[b * DIM + from + c]);
          s[c][0] = L::fma(g0, input, s[c][0]);
          s[c][1] = L::fma(g1, input, s[c][1]);
        }
      }
      for (int c = 0; c < DRIFT_TILE; c++) {
        T* at = theta + (from + c) * PAIR;
        const T* jump = noise + (from + c) * PAIR;
        L::store(at, L::fma(amount, L::load(jump), L::fma(w0, s[c][0], L::load(at))));
        L::store(at + L::W, L::fma(amount, L::load(jump + L::W), L::fma(w1, s[c][1], L::load(at + L::W))));
      }
    }
  }
  void once() {
    this->meanOfSums(POINTS);
    for (int b = 0; b < POINTS; b++)
      this->factor[b] = T(-this->eta / POINTS * (this->field[b] - this->targets[b]));
    this->clearSums();
    for (int k = 0; k < this->blocks; k++) {
      move(k);
      gather(k);
    }
  }
};

template <class L, int DIM>
struct CosineSystem : System<L, DIM> {
  using S = System<L, DIM>;
  using V = typename L::V;
  using T = typename L::T;
  static constexpr int PAIR = S::PAIR;

  explicit CosineSystem(const Request& r) : S(r, false) {
    this->kept.resize(this->x.size() * 2);
    this->clearSums();
    step<false>();
  }
  void once() {
    this->meanOfSums(2 * DIM);
    this->clearSums();
    step<true>();
  }
  template <bool MOVE>
  void step() {
    V re[DIM], im[DIM], cosines[DIM], sines[DIM];
    for (int c = 0; c < DIM; c++) {
      cosines[c] = sines[c] = L::set(0);
      re[c] = L::set(T(0.5 * this->eta * (this->targets[2 * c] - this->field[2 * c])));
      im[c] = L::set(T(0.5 * this->eta * (this->targets[2 * c + 1] - this->field[2 * c + 1])));
    }
    const V amount = L::set(this->amount);
    for (int block = 0; block < this->blocks; block++) {
      const T* weight = this->weights(block);
      const T* noise = MOVE ? this->source.take(DIM * PAIR) : nullptr;
      for (int c = 0; c < DIM; c++)
        for (int half = 0; half < PAIR; half += L::W) {
          const size_t at = (size_t(block) * DIM + c) * PAIR + half;
          V theta = L::load(&this->x[at]), cosine, sine;
          if constexpr (MOVE) {
            theta = L::fma(im[c], L::load(&this->kept[2 * at]), theta);
            theta = theta - re[c] * L::load(&this->kept[2 * at + L::W]);
            theta = L::fma(amount, L::load(noise + c * PAIR + half), theta);
            L::store(&this->x[at], theta);
          }
          this->source.f.sincos(theta, sine, cosine);
          L::store(&this->kept[2 * at], cosine);
          L::store(&this->kept[2 * at + L::W], sine);
          cosines[c] = L::fma(L::load(weight + half), cosine, cosines[c]);
          sines[c] = L::fma(L::load(weight + half), sine, sines[c]);
        }
    }
    for (int c = 0; c < DIM; c++) {
      L::store(this->sums + 2 * c * L::W, cosines[c]);
      L::store(this->sums + (2 * c + 1) * L::W, sines[c]);
    }
  }
};

template <class System>
Contestant contestant(const Request& r) {
  auto s = std::make_shared<System>(r);
  return {[s] { s->once(); }, double(s->n), [s] { return s->positions(); }};
}

template <class L>
Contestant make(const Request& r) {
  if (r.text("kind") == "sampler") return sampler<L>(r);
  const int dim = int(r.number("dim"));
  if (r.text("model") == "tanh") {
    if (dim == 2) return contestant<TanhSystem<L, 2>>(r);
    return dim == 10 ? contestant<TanhSystem<L, 10>>(r) : contestant<TanhSystem<L, 32>>(r);
  }
  return dim == 2 ? contestant<CosineSystem<L, 2>>(r) : contestant<CosineSystem<L, 10>>(r);
}

int main() {
  return serve([](const Request& r) {
    return r.text("dtype") == "float32" ? make<Floats>(r) : make<Doubles>(r);
  });
}
