// AVX-512 vectors of 8 doubles or 16 floats behind one name, and the elementary functions that the tuned
// kernels need, without SVML or libmvec: tables of 16 entries live in registers (vpermi2pd), reciprocals are
// rcp14 with Newton steps. Absolute error: tanh 3e-16 (1e-7), sin and cos 2e-16 (1e-7); log2 5e-15 (3e-7).
#pragma once
#include <immintrin.h>
#include <cmath>
#include <cstdint>

struct Doubles {
  using T = double;
  using V = __m512d;
  static constexpr int W = 8, NEWTON = 2, EXP_DEGREE = 6, LOG_DEGREE = 8, H_DEGREE = 11;
  static constexpr T MAGIC = 0x1.8p52, SATURATED = 20;
  static V set(T a) { return _mm512_set1_pd(a); }
  static V load(const T* p) { return _mm512_loadu_pd(p); }
  static void store(T* p, V a) { _mm512_storeu_pd(p, a); }
  static V fma(V a, V b, V c) { return _mm512_fmadd_pd(a, b, c); }
  static V min(V a, V b) { return _mm512_min_pd(a, b); }
  static V max(V a, V b) { return _mm512_max_pd(a, b); }
  static V roughReciprocal(V a) { return _mm512_rcp14_pd(a); }
  static V exponent(V a) { return _mm512_getexp_pd(a); }
  // the mantissa of a > 0 in [1, 2): one logical operation, where vgetmant takes two
  static V mantissa(V a) {
    const __m512i fraction = _mm512_set1_epi64(0xfffffffffffff);
    return _mm512_castsi512_pd(_mm512_ternarylogic_epi64(bits(a), fraction, bits(set(1)), 0xea));
  }
  static T sum(V a) { return _mm512_reduce_add_pd(a); }
  static __m512i bits(V a) { return _mm512_castpd_si512(a); }
  static V flip(V a, __m512i sign) { return _mm512_castsi512_pd(_mm512_xor_si512(bits(a), sign)); }
  static __m512i mantissaIndex(V a) { return _mm512_srli_epi64(bits(a), 48); }
  static __m512i toSign(__m512i a) { return _mm512_slli_epi64(a, 63); }
  static __m512i signBit(V a) { return _mm512_and_si512(bits(a), bits(set(-0.0))); }
  static V absolute(V a) { return _mm512_abs_pd(a); }
  // quadrant n (its low bits in z): sign and choice of sin and cos
  static __mmask8 odd(__m512i z) { return _mm512_test_epi64_mask(z, _mm512_set1_epi64(1)); }
  static __m512i sign2(__m512i z) { return _mm512_slli_epi64(_mm512_srli_epi64(z, 1), 63); }
  static __m512i next(__m512i z) { return _mm512_add_epi64(z, _mm512_set1_epi64(1)); }
  static V choose(__mmask8 m, V a, V b) { return _mm512_mask_blend_pd(m, a, b); }
  // Uniform on (0, 1], fine near 0; uniform on (0, 1), fine enough near 1 for an exponential variable.
  static V uniform(__m512i r) {
    return _mm512_cvtepu64_pd(_mm512_or_si512(r, _mm512_set1_epi64(1))) * set(0x1p-64);
  }
  static V openUniform(__m512i r) {
    const __m512i one = bits(set(1));
    return _mm512_castsi512_pd(_mm512_or_si512(_mm512_srli_epi64(r, 12), one)) - set(1 - 0x1p-53);
  }
  struct Table {
    V low, high;
    explicit Table(const double* t) : low(load(t)), high(load(t + 8)) {}
    V at(__m512i index) const { return _mm512_permutex2var_pd(low, index, high); }
    // Of a table of 2^(i/16) whose exponents are lowered by i/16: 2^(n/16), n in the low bits of z.
    V power(__m512i z) const {
      return _mm512_castsi512_pd(_mm512_add_epi64(bits(at(z)), _mm512_slli_epi64(z, 48)));
    }
    void lower() {
      const __m512i step = _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0);
      low = _mm512_castsi512_pd(_mm512_sub_epi64(bits(low), _mm512_slli_epi64(step, 48)));
      const __m512i later = _mm512_add_epi64(step, _mm512_set1_epi64(8));
      high = _mm512_castsi512_pd(_mm512_sub_epi64(bits(high), _mm512_slli_epi64(later, 48)));
    }
  };
};

struct Floats {
  using T = float;
  using V = __m512;
  static constexpr int W = 16, NEWTON = 1, EXP_DEGREE = 3, LOG_DEGREE = 4, H_DEGREE = 5;
  static constexpr T MAGIC = 0x1.8p23f, SATURATED = 9.5f;
  static V set(T a) { return _mm512_set1_ps(a); }
  static V load(const T* p) { return _mm512_loadu_ps(p); }
  static void store(T* p, V a) { _mm512_storeu_ps(p, a); }
  static V fma(V a, V b, V c) { return _mm512_fmadd_ps(a, b, c); }
  static V min(V a, V b) { return _mm512_min_ps(a, b); }
  static V max(V a, V b) { return _mm512_max_ps(a, b); }
  static V roughReciprocal(V a) { return _mm512_rcp14_ps(a); }
  static V exponent(V a) { return _mm512_getexp_ps(a); }
  static V mantissa(V a) {
    const __m512i fraction = _mm512_set1_epi32(0x7fffff);
    return _mm512_castsi512_ps(_mm512_ternarylogic_epi32(bits(a), fraction, bits(set(1)), 0xea));
  }
  static T sum(V a) { return _mm512_reduce_add_ps(a); }
  static __m512i bits(V a) { return _mm512_castps_si512(a); }
  static V flip(V a, __m512i sign) { return _mm512_castsi512_ps(_mm512_xor_si512(bits(a), sign)); }
  static __m512i mantissaIndex(V a) { return _mm512_srli_epi32(bits(a), 19); }
  static __m512i toSign(__m512i a) { return _mm512_slli_epi32(a, 31); }
  static __m512i signBit(V a) { return _mm512_and_si512(bits(a), bits(set(-0.0f))); }
  static V absolute(V a) { return _mm512_abs_ps(a); }
  static __mmask16 odd(__m512i z) { return _mm512_test_epi32_mask(z, _mm512_set1_epi32(1)); }
  static __m512i sign2(__m512i z) { return _mm512_slli_epi32(_mm512_srli_epi32(z, 1), 31); }
  static __m512i next(__m512i z) { return _mm512_add_epi32(z, _mm512_set1_epi32(1)); }
  static V choose(__mmask16 m, V a, V b) { return _mm512_mask_blend_ps(m, a, b); }
  static V uniform(__m512i r) {
    return _mm512_cvtepu32_ps(_mm512_or_si512(r, _mm512_set1_epi32(1))) * set(0x1p-32f);
  }
  static V openUniform(__m512i r) {
    const __m512i one = bits(set(1));
    return _mm512_castsi512_ps(_mm512_or_si512(_mm512_srli_epi32(r, 9), one)) - set(1 - 0x1p-24f);
  }
  struct Table {
    V all;
    explicit Table(const double* t) {
      float f[16];
      for (int i = 0; i < 16; i++) f[i] = float(t[i]);
      all = load(f);
    }
    V at(__m512i index) const { return _mm512_permutexvar_ps(index, all); }
    V power(__m512i z) const {
      return _mm512_castsi512_ps(_mm512_add_epi32(bits(at(z)), _mm512_slli_epi32(z, 19)));
    }
    void lower() {
      const __m512i step = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
      all = _mm512_castsi512_ps(_mm512_sub_epi32(bits(all), _mm512_slli_epi32(step, 19)));
    }
  };
};

template <class L, int DEGREE>
inline typename L::V horner(const double* coefficients, typename L::V x) {
  auto sum = L::set(typename L::T(coefficients[DEGREE]));
  for (int k = DEGREE - 1; k >= 0; k--) sum = L::fma(sum, x, L::set(typename L::T(coefficients[k])));
  return sum;
}

template <class L>
inline typename L::V reciprocal(typename L::V a) {
  auto y = L::roughReciprocal(a);
  for (int k = 0; k < L::NEWTON; k++) y = y * (L::set(2) - a * y);
  return y;
}

template <class L>
struct Functions {
  using V = typename L::V;
  using T = typename L::T;
  double power[L::EXP_DEGREE + 1], twice[L::EXP_DEGREE + 1], logarithm[L::LOG_DEGREE];
  struct Tables {
    double roots[16], inverses[16], logs[16];
    Tables() {
      for (int i = 0; i < 16; i++) {
        roots[i] = std::exp2(i / 16.0);
        inverses[i] = i == 0 ? 1 : 1 / (1 + (i + 0.5) / 16);
        // the float table holds rounded inverses: their own logarithms, in the precision used
        const double used = sizeof(T) == 4 ? double(float(inverses[i])) : inverses[i];
        logs[i] = -std::log2(used);
      }
    }
  } tables;
  typename L::Table roots{tables.roots}, inverses{tables.inverses}, logs{tables.logs};

  Functions() {
    roots.lower();
    double factorial = 1;
    for (int k = 0; k <= L::EXP_DEGREE; k++) {
      if (k > 0) factorial *= k;
      power[k] = std::pow(M_LN2, k) / factorial;
      twice[k] = std::pow(2.0, k) / factorial;
    }
    for (int k = 1; k <= L::LOG_DEGREE; k++) logarithm[k - 1] = (k % 2 ? M_LOG2E : -M_LOG2E) / k;
  }
  // 2^a
  V exp2(V a) const {
    const V z = L::fma(a, L::set(16), L::set(L::MAGIC));
    const V r = L::fma(z - L::set(L::MAGIC), L::set(T(-1) / 16), a);
    return horner<L, L::EXP_DEGREE>(power, r) * roots.power(L::bits(z));
  }
  // log2 of a > 0, absolute accuracy
  V log2(V a) const {
    const auto index = L::mantissaIndex(a);
    const V z = L::fma(L::mantissa(a), inverses.at(index), L::set(-1));
    return L::fma(horner<L, L::LOG_DEGREE - 1>(logarithm, z), z, L::exponent(a) + logs.at(index));
  }
  // 1 - 2/(exp(2x) + 1)
  V tanh(V x) const {
    x = L::min(L::max(x, L::set(-L::SATURATED)), L::set(L::SATURATED));
    const V z = L::fma(x, L::set(T(32 * M_LOG2E)), L::set(L::MAGIC));
    const V n = z - L::set(L::MAGIC);
    const V r = L::fma(n, L::set(T(-M_LN2 / 32)), x);
    const V e = L::fma(horner<L, L::EXP_DEGREE>(twice, r), roots.power(L::bits(z)), L::set(1));
    return L::fma(L::set(-2), reciprocal<L>(e), L::set(1));
  }
  void sincos(V x, V& sine, V& cosine) const {
    static constexpr double S[] = {1, -1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362880, -1.0 / 39916800,
                                   1.0 / 6227020800, -1.0 / 1307674368000};
    static constexpr double C[] = {1, -1.0 / 2, 1.0 / 24, -1.0 / 720, 1.0 / 40320, -1.0 / 3628800,
                                   1.0 / 479001600, -1.0 / 87178291200, 1.0 / 20922789888000};
    constexpr int TERMS = sizeof(T) == 8 ? 7 : 4;
    const V z = L::fma(x, L::set(T(M_2_PI)), L::set(L::MAGIC));
    const V n = z - L::set(L::MAGIC);
    const T high = T(M_PI_2);
    V r = L::fma(n, L::set(-high), x);
    r = L::fma(n, L::set(T(sizeof(T) == 8 ? -6.123233995736766e-17 : double(high) - M_PI_2)), r);
    const V square = r * r;
    const V s = horner<L, TERMS>(S, square) * r;
    const V c = horner<L, TERMS + 1>(C, square);
    const auto quadrant = L::bits(z);
    const auto odd = L::odd(quadrant);
    sine = L::flip(L::choose(odd, s, c), L::sign2(quadrant));
    cosine = L::flip(L::choose(odd, c, s), L::sign2(L::next(quadrant)));
  }
};
