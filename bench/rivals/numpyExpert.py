"""NumPy as an expert writes it: cache-sized chunks, every result into a buffer that is already there, the
fastest generator, few passes (two powers become two logarithms and one exponential), tanh kept between
gather and drift, one pass over the chunks a step: a chunk is moved and gathered while it is in cache."""

from contestant import Start, below_pi, np, serve

COUNT = 10_000


class StableChunks:
    """Chambers, Mallows & Stuck (1976), symmetric, `count` samples at a time into one buffer."""

    def __init__(self, alpha, count, dtype):
        self.alpha, self.dtype = np.dtype(dtype).type(alpha), dtype
        self.rng = np.random.Generator(np.random.SFC64(1))
        self.u, self.e, self.c, self.out = (np.empty(count, dtype) for _ in range(4))

    def draw(self):
        """out = sin(αU) exp(−log(cos U)/α + ((1 − α)/α) log(cos((1 − α)U)/E))"""
        u, e, c, out, a = self.u, self.e, self.c, self.out, self.alpha
        self.rng.random(dtype=self.dtype, out=u)
        self.rng.standard_exponential(dtype=self.dtype, out=e)
        np.subtract(u, self.dtype(0.5), out=u)
        np.multiply(u, below_pi(self.dtype), out=u)
        np.multiply(u, 1 - a, out=c)
        np.cos(c, out=c)
        np.divide(c, e, out=c)
        np.log(c, out=c)
        np.multiply(c, 1 - a, out=c)
        np.cos(u, out=e)
        np.log(e, out=e)
        np.subtract(c, e, out=c)
        np.divide(c, a, out=c)
        np.exp(c, out=c)
        np.multiply(u, a, out=u)
        np.sin(u, out=u)
        return np.multiply(u, c, out=out)


def sampler(case):
    chunks = StableChunks(case["alpha"], COUNT, np.dtype(case["dtype"]).type)
    return chunks.draw, COUNT, lambda: chunks.out


def step(case):
    s, dtype = Start(case), np.dtype(case["dtype"]).type
    n, dim = s.x.shape
    rows = max(1, min(n, ROWS if s.tanh else COUNT // dim))
    noise = StableChunks(s.alpha, rows * dim, dtype)
    chunks = [slice(lo, min(n, lo + rows)) for lo in range(0, n, rows)]

    def jumps(chunk):
        made = np.multiply(noise.draw(), dtype(s.amount), out=noise.out)
        return made[: (chunk.stop - chunk.start) * dim].reshape(-1, dim)

    if not s.tanh:
        return cosine(s, chunks, jumps, dtype)
    kept, square = np.empty((n, len(s.inputs)), dtype), np.empty((rows, len(s.inputs)), dtype)
    drift = np.empty((rows, dim), dtype)
    inputs = np.ascontiguousarray(s.inputs.T)
    sums = np.zeros(len(s.inputs), dtype)

    def gather(chunk):
        t = kept[chunk]
        np.matmul(s.x[chunk], inputs, out=t)
        np.tanh(t, out=t)
        np.add(sums, s.weights[chunk] @ t, out=sums)

    def once():
        # −(η/B) Σ_b f_b (1 − t_b²) x_b = constant + (t²) · matrix: one pass over t
        matrix = (s.eta / len(s.inputs) * (sums / s.count - s.targets))[:, None].astype(dtype) * s.inputs
        constant = -matrix.sum(axis=0)
        sums.fill(0)
        for chunk in chunks:
            t, x, d = kept[chunk], s.x[chunk], drift[: chunk.stop - chunk.start]
            np.matmul(np.multiply(t, t, out=square[: len(t)]), matrix, out=d)
            np.add(d, constant, out=d)
            np.multiply(d, s.weights[chunk, None], out=d)
            np.add(x, d, out=x)
            np.add(x, jumps(chunk), out=x)
            gather(chunk)

    for chunk in chunks:
        gather(chunk)
    return once, n, lambda: s.x


def cosine(s, chunks, jumps, dtype):
    n, dim = s.x.shape
    cos, sin, ones = np.empty_like(s.x), np.empty_like(s.x), np.ones(n, dtype)
    sums = np.zeros((2, dim), dtype)

    def gather(chunk):
        sums[0] += ones[chunk] @ np.cos(s.x[chunk], out=cos[chunk])
        sums[1] += ones[chunk] @ np.sin(s.x[chunk], out=sin[chunk])

    def once():
        re = dtype(0.5 * s.eta) * (s.targets[::2] - sums[0] / s.count)
        im = dtype(0.5 * s.eta) * (s.targets[1::2] - sums[1] / s.count)
        rows = chunks[0].stop
        re, im = np.tile(re, (rows, 1)), np.tile(im, (rows, 1))  # no short broadcast in the loop
        sums.fill(0)
        for chunk in chunks:
            x, c, d = s.x[chunk], cos[chunk], sin[chunk]
            np.multiply(c, im[: len(c)], out=c)
            np.multiply(d, re[: len(d)], out=d)
            np.add(x, c, out=x)
            np.subtract(x, d, out=x)
            np.add(x, jumps(chunk), out=x)
            gather(chunk)

    for chunk in chunks:
        gather(chunk)
    return once, n, lambda: s.x


ROWS = 500
serve(f"NumPy {np.__version__}", sampler, step)
