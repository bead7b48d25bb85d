// The symmetric stable law, 1 < alpha < 2, by Chambers-Mallows-Stuck without sin, cos and pow: w uniform on
// (0, 1] (w -> 0 is the tail), E exponential, a random sign, y = w(2 - w), g = (alpha - 1)/alpha,
//   X = +-(1 - w) (H(y)/y) (E y/(1 - (alpha - 1)^2 (1 - y)))^g,
// H smooth on [0, 1] (nearest singularity y = -8), fitted once per alpha by interpolation at Chebyshev points.
// Random bits: xoshiro256+, eight streams in the lanes of one register.
#pragma once
#include "lanes.hpp"

constexpr int BUFFER = 1024;

struct RandomLanes {
  __m512i a, b, c, d;
  RandomLanes() {
    uint64_t z = 0x243f6a8885a308d3, words[32];
    for (auto& w : words) {  // splitmix64
      uint64_t s = z += 0x9e3779b97f4a7c15;
      s = (s ^ (s >> 30)) * 0xbf58476d1ce4e5b9;
      s = (s ^ (s >> 27)) * 0x94d049bb133111eb;
      w = s ^ (s >> 31);
    }
    a = _mm512_loadu_si512(words), b = _mm512_loadu_si512(words + 8);
    c = _mm512_loadu_si512(words + 16), d = _mm512_loadu_si512(words + 24);
  }
  __m512i draw() {
    const __m512i out = _mm512_add_epi64(a, d), t = _mm512_slli_epi64(b, 17);
    c = _mm512_xor_si512(c, a);
    d = _mm512_xor_si512(d, b);
    b = _mm512_xor_si512(b, c);
    a = _mm512_xor_si512(a, d);
    c = _mm512_xor_si512(c, t);
    d = _mm512_rol_epi64(d, 45);
    return out;
  }
};

// H(y) by its definition: the textbook formula divided by the factors that the sampler computes itself.
inline long double smoothFactor(long double alpha, long double y) {
  const long double root = sqrtl(1 - y), w = y / (1 + root), half = M_PIl / 2, u = half * root;
  const long double g = (alpha - 1) / alpha, beta = (alpha - 1) * (alpha - 1);
  const long double textbook =
      sinl(alpha * u) * powl(sinl(half * w), -1 / alpha) * powl(cosl((alpha - 1) * u), -g);
  return textbook * y / root * powl((1 - beta * (1 - y)) / y, g);
}

template <class L>
struct TunedStable {
  using V = typename L::V;
  using T = typename L::T;
  static constexpr int COUNT = L::H_DEGREE + 1;
  Functions<L> f;
  RandomLanes random;
  double alpha, h[COUNT];  // coefficients in y - 1/2, the factor (ln 2)^g of E = -ln 2 log2 v included

  explicit TunedStable(double tail) : alpha(tail) {
    // Newton's divided differences, expanded about the centre of [0, 1]
    long double at[COUNT], difference[COUNT], expanded[COUNT] = {};
    for (int k = 0; k < COUNT; k++) {
      at[k] = 0.5L * cosl(M_PIl * (k + 0.5L) / COUNT);
      difference[k] = smoothFactor(alpha, 0.5L + at[k]) * powl(M_LN2l, (alpha - 1) / alpha);
    }
    for (int j = 1; j < COUNT; j++)
      for (int k = COUNT - 1; k >= j; k--)
        difference[k] = (difference[k] - difference[k - 1]) / (at[k] - at[k - j]);
    for (int k = COUNT - 1; k >= 0; k--) {
      for (int j = COUNT - 1; j > 0; j--) expanded[j] = expanded[j - 1] - at[k] * expanded[j];
      expanded[0] = difference[k] - at[k] * expanded[0];
    }
    for (int k = 0; k < COUNT; k++) h[k] = double(expanded[k]);
  }
  // The next `count` samples of a buffer in L1, refilled when they are used up.
  const T* take(int count) {
    if (left < count) {
      refill();
      left = BUFFER;
    }
    left -= count;
    return samples + left;
  }

 private:
  static constexpr int STAGE = 32 * L::W;
  int left = 0;
  alignas(64) T samples[BUFFER], uniforms[STAGE], signs[STAGE], powers[STAGE];

  // Three short loops: the chain of one sample is long, and short bodies let more samples overlap.
  void refill() {
    const T beta = T((alpha - 1) * (alpha - 1)), g = T((alpha - 1) / alpha);
    for (T* out = samples; out < samples + BUFFER; out += STAGE) {
      RandomLanes local = random;  // in registers
      for (int i = 0; i < STAGE; i += L::W) {
        const __m512i second = local.draw();
        L::store(uniforms + i, L::uniform(local.draw()));
        L::store(signs + i, L::flip(L::openUniform(second), L::toSign(second)));
      }
      random = local;
      for (int i = 0; i < STAGE; i += L::W) {
        const V w = L::load(uniforms + i), v = L::load(signs + i);
        const V y = w * (L::set(2) - w);
        const V d = L::fma(L::set(beta), y, L::set(1 - beta));
        const V inverse = reciprocal<L>(y * d);
        const V e = L::max(L::set(0) - f.log2(L::absolute(v)), L::set(T(1e-17)));
        L::store(powers + i, e * y * (y * inverse));
        const V size = (L::set(1) - w) * horner<L, L::H_DEGREE>(h, y - L::set(T(0.5))) * (d * inverse);
        L::store(signs + i, L::flip(size, L::signBit(v)));
      }
      for (int i = 0; i < STAGE; i += L::W)
        L::store(out + i, L::load(signs + i) * f.exp2(L::set(g) * f.log2(L::load(powers + i))));
    }
  }
};
