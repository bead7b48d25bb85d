"""NumPy as in a textbook: one line per formula on whole arrays, matrix products by BLAS."""

from contestant import Start, below_pi, np, serve

COUNT = 1_000_000


def stable(rng, alpha, shape, dtype):
    """Chambers, Mallows & Stuck (1976), symmetric."""
    u = below_pi(dtype) * (rng.random(shape, dtype=dtype) - dtype(0.5))
    w = rng.standard_exponential(shape, dtype=dtype)
    return np.sin(alpha * u) / np.cos(u) ** (1 / alpha) * (np.cos((1 - alpha) * u) / w) ** ((1 - alpha) / alpha)


def sampler(case):
    rng, made = np.random.default_rng(1), [None]

    def once():
        made[0] = stable(rng, case["alpha"], COUNT, np.dtype(case["dtype"]).type)

    return once, COUNT, lambda: made[0]


def step(case):
    s, rng, dtype = Start(case), np.random.default_rng(1), np.dtype(case["dtype"]).type

    def tanh():
        t = np.tanh(s.x @ s.inputs.T)
        field = s.weights @ t / s.count
        slope = (field - s.targets) * s.weights[:, None] * (1 - t**2)
        drift = -(slope @ s.inputs) / len(s.inputs)
        s.x = s.x + s.eta * drift + s.amount * stable(rng, s.alpha, s.x.shape, dtype)

    def cosine():
        cos, sin = np.cos(s.x), np.sin(s.x)
        re, im = s.targets[::2] - cos.mean(axis=0), s.targets[1::2] - sin.mean(axis=0)
        s.x = s.x + s.eta * 0.5 * (im * cos - re * sin) + s.amount * stable(rng, s.alpha, s.x.shape, dtype)

    return tanh if s.tanh else cosine, len(s.x), lambda: s.x


serve(f"NumPy {np.__version__}", sampler, step)
