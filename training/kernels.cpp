// Attention and cross-entropy for bfloat16 tensors on a CPU, forward and backward.
//
// PyTorch's own kernels spend most of a small model's step on masks and on copies of the logits;
// these read bfloat16, compute in float32 one head or one row at a time, and write bfloat16.
// Built on first use by kernels.py; training works without them, more slowly.

#include <ATen/Parallel.h>
#include <torch/extension.h>

#include <cmath>
#include <cstring>
#include <vector>

namespace {

using Half = uint16_t;  // the bits of a bfloat16
constexpr int DEPTH = 32;  // width of one head

inline float widen(Half half) {
  uint32_t bits = static_cast<uint32_t>(half) << 16;
  float value;
  std::memcpy(&value, &bits, 4);
  return value;
}

inline Half narrow(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, 4);
  bits += 0x7fff + ((bits >> 16) & 1);  // round to nearest, ties to even
  return static_cast<Half>(bits >> 16);
}

// exp() that the compiler can vectorize: 2^n times a polynomial (Cephes' coefficients).
inline float quick_exp(float x) {
  x = x < -87.f ? -87.f : x;
  float n = __builtin_floorf(x * 1.44269504f + 0.5f);
  float r = x - n * 0.693359375f + n * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.f;
  int32_t bits = (static_cast<int32_t>(n) + 127) << 23;
  float power;
  std::memcpy(&power, &bits, 4);
  return p * power;
}

inline int64_t padded(int64_t length) { return (length + 15) / 16 * 16; }

Half* halves(const at::Tensor& tensor) { return static_cast<Half*>(tensor.data_ptr()); }

// A tensor (batch, time, channels) seen as rows of one head: `first` is the head's first channel.
struct Rows {
  Half* data;
  int64_t time, channels, offset;
  Rows(const at::Tensor& tensor, int64_t offset)
      : data(halves(tensor)), time(tensor.size(1)), channels(tensor.size(2)), offset(offset) {}
  Half* at(int64_t batch, int64_t position, int64_t head) const {
    return data + (batch * time + position) * channels + offset + head * DEPTH;
  }
};

}  // namespace

// Softmax attention. `keys` may be `queries` (self-attention: one fused tensor, three offsets).
// Writes the mixed values to `out` (batch, T, width) and the weights to `weights` (batch, head, T, S).
void attend(at::Tensor queries, at::Tensor keys, int64_t key_offset, int64_t value_offset,
            at::Tensor lengths, bool causal, at::Tensor out, at::Tensor weights) {
  const int64_t heads = weights.size(1), T = queries.size(1), S = keys.size(1), wide = padded(S);
  const Rows Q(queries, 0), K(keys, key_offset), V(keys, value_offset), O(out, 0);
  const int64_t* length = lengths.data_ptr<int64_t>();
  Half* kept = halves(weights);
  const float scale = 1.f / std::sqrt(float(DEPTH));
  at::parallel_for(0, queries.size(0) * heads, 4, [&](int64_t begin, int64_t end) {
    std::vector<float> key(DEPTH * wide), value(wide * DEPTH), row(wide);
    for (int64_t job = begin; job < end; job++) {
      const int64_t b = job / heads, h = job % heads, known = length[b];
      std::fill(key.begin(), key.end(), 0.f);
      for (int64_t s = 0; s < known; s++) {
        const Half *k = K.at(b, s, h), *v = V.at(b, s, h);
        for (int i = 0; i < DEPTH; i++) {
          key[i * wide + s] = widen(k[i]) * scale;
          value[s * DEPTH + i] = widen(v[i]);
        }
      }
      for (int64_t t = 0; t < T; t++) {
        const int64_t seen = causal ? std::min(known, t + 1) : known, span = padded(seen);
        const Half* q = Q.at(b, t, h);
        float* score = row.data();
        std::fill(score, score + span, 0.f);
        for (int i = 0; i < DEPTH; i++) {
          const float x = widen(q[i]);
          const float* column = &key[i * wide];
          for (int64_t s = 0; s < span; s++) score[s] += x * column[s];
        }
        float most = -1e30f, sum = 0.f;
        for (int64_t s = 0; s < seen; s++) most = std::max(most, score[s]);
        for (int64_t s = 0; s < seen; s++) sum += score[s] = quick_exp(score[s] - most);
        const float share = 1.f / sum;
        Half* weight = kept + (job * T + t) * S;
        float mixed[DEPTH] = {};
        for (int64_t s = 0; s < seen; s++) {
          score[s] *= share;
          weight[s] = narrow(score[s]);
          for (int i = 0; i < DEPTH; i++) mixed[i] += score[s] * value[s * DEPTH + i];
        }
        std::fill(weight + seen, weight + S, Half(0));
        Half* o = O.at(b, t, h);
        for (int i = 0; i < DEPTH; i++) o[i] = narrow(mixed[i]);
      }
    }
  });
}

// The gradients of `attend`: `grad_keys` may be `grad_queries` where `keys` is `queries`.
void attend_backward(at::Tensor queries, at::Tensor keys, int64_t key_offset, int64_t value_offset,
                     at::Tensor lengths, bool causal, at::Tensor weights, at::Tensor grad,
                     at::Tensor grad_queries, at::Tensor grad_keys) {
  const int64_t heads = weights.size(1), T = queries.size(1), S = keys.size(1), wide = padded(S);
  const Rows Q(queries, 0), K(keys, key_offset), V(keys, value_offset), G(grad, 0);
  const Rows DQ(grad_queries, 0), DK(grad_keys, key_offset), DV(grad_keys, value_offset);
  const int64_t* length = lengths.data_ptr<int64_t>();
  const Half* kept = halves(weights);
  const float scale = 1.f / std::sqrt(float(DEPTH));
  at::parallel_for(0, queries.size(0) * heads, 4, [&](int64_t begin, int64_t end) {
    std::vector<float> key(wide * DEPTH), value(DEPTH * wide), dk(wide * DEPTH), dv(wide * DEPTH);
    std::vector<float> back(wide), weight(wide);
    for (int64_t job = begin; job < end; job++) {
      const int64_t b = job / heads, h = job % heads, known = length[b];
      std::fill(value.begin(), value.end(), 0.f);
      std::fill(dk.begin(), dk.end(), 0.f);
      std::fill(dv.begin(), dv.end(), 0.f);
      for (int64_t s = 0; s < known; s++) {
        const Half *k = K.at(b, s, h), *v = V.at(b, s, h);
        for (int i = 0; i < DEPTH; i++) {
          key[s * DEPTH + i] = widen(k[i]) * scale;
          value[i * wide + s] = widen(v[i]);
        }
      }
      for (int64_t t = 0; t < T; t++) {
        const int64_t seen = causal ? std::min(known, t + 1) : known, span = padded(seen);
        const Half *q = Q.at(b, t, h), *g = G.at(b, t, h), *w = kept + (job * T + t) * S;
        float query[DEPTH], out[DEPTH], dq[DEPTH] = {};
        for (int i = 0; i < DEPTH; i++) {
          query[i] = widen(q[i]) * scale;
          out[i] = widen(g[i]);
        }
        std::fill(back.begin(), back.begin() + span, 0.f);
        for (int i = 0; i < DEPTH; i++) {
          const float* column = &value[i * wide];
          for (int64_t s = 0; s < span; s++) back[s] += out[i] * column[s];
        }
        float mean = 0.f;
        for (int64_t s = 0; s < seen; s++) {
          weight[s] = widen(w[s]);
          mean += weight[s] * back[s];
        }
        for (int64_t s = 0; s < seen; s++) {
          const float ds = weight[s] * (back[s] - mean);
          for (int i = 0; i < DEPTH; i++) {
            dq[i] += ds * key[s * DEPTH + i];
            dk[s * DEPTH + i] += ds * query[i];
            dv[s * DEPTH + i] += weight[s] * out[i];
          }
        }
        Half* o = DQ.at(b, t, h);
        for (int i = 0; i < DEPTH; i++) o[i] = narrow(dq[i]);
      }
      for (int64_t s = 0; s < S; s++) {
        Half *k = DK.at(b, s, h), *v = DV.at(b, s, h);
        for (int i = 0; i < DEPTH; i++) {
          k[i] = s < known ? narrow(dk[s * DEPTH + i]) : Half(0);
          v[i] = s < known ? narrow(dv[s * DEPTH + i]) : Half(0);
        }
      }
    }
  });
}

// Turns logits (rows, classes) into their gradient in place, `scale` a row, adds the classes' sums
// to `grad_bias` and returns the summed loss (natural logarithm).
double cross_entropy_(at::Tensor logits, at::Tensor targets, at::Tensor grad_bias, double scale) {
  const int64_t rows = logits.size(0), classes = logits.size(1);
  Half* data = halves(logits);
  const int64_t* target = targets.data_ptr<int64_t>();
  const int threads = at::get_num_threads();
  std::vector<std::vector<float>> sums(threads);
  std::vector<double> losses(threads * 16, 0.);  // 16 apart: no two threads share a cache line
  at::parallel_for(0, rows, 16, [&](int64_t begin, int64_t end) {
    const int me = at::get_thread_num();
    auto& own = sums[me];
    if (own.empty()) own.assign(classes, 0.f);
    std::vector<float> row(classes);
    for (int64_t r = begin; r < end; r++) {
      Half* logit = data + r * classes;
      float most = -1e30f, sum = 0.f;
      for (int64_t c = 0; c < classes; c++) {
        row[c] = widen(logit[c]);
        most = row[c] > most ? row[c] : most;
      }
      const float right = row[target[r]];
      for (int64_t c = 0; c < classes; c++) sum += row[c] = quick_exp(row[c] - most);
      losses[me * 16] += most + std::log(sum) - right;
      row[target[r]] -= sum;
      const float share = float(scale) / sum;
      for (int64_t c = 0; c < classes; c++) {
        const float gradient = row[c] * share;
        own[c] += gradient;
        logit[c] = narrow(gradient);
      }
    }
  });
  float* bias = grad_bias.data_ptr<float>();
  double loss = 0.;
  for (int t = 0; t < threads; t++) {
    loss += losses[t * 16];
    if (!sums[t].empty())
      for (int64_t c = 0; c < classes; c++) bias[c] += sums[t][c];
  }
  return loss;
}

PYBIND11_MODULE(TORCH_EXTENSION_NAME, module) {
  module.def("attend", &attend);
  module.def("attend_backward", &attend_backward);
  module.def("cross_entropy_", &cross_entropy_);
}
