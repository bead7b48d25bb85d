"""Numba as its users write it: the formulas in plain loops under njit(fastmath=True), one thread."""

from math import cos, log, pi, sin, tanh

from contestant import Start, load, np, serve

numba = load("numba")
njit = numba.njit(fastmath=True)

COUNT = 100_000


@njit
def stable(alpha):
    """Chambers, Mallows & Stuck (1976), symmetric."""
    u = pi * (np.random.random() - 0.5)
    w = -log(1 - np.random.random())
    return sin(alpha * u) / cos(u) ** (1 / alpha) * (cos((1 - alpha) * u) / w) ** ((1 - alpha) / alpha)


@njit
def fill(alpha, out):
    for i in range(len(out)):
        out[i] = stable(alpha)


@njit
def tanh_step(x, inputs, targets, kept, field, slope, eta, alpha, amount):
    n, dim = x.shape
    points = len(targets)
    field[:] = 0
    for i in range(n):
        weight = 1 if i % 2 == 0 else -1
        for b in range(points):
            s = 0.0
            for c in range(dim):
                s += x[i, c] * inputs[b, c]
            kept[i, b] = tanh(s)
            field[b] += weight * kept[i, b]
    for i in range(n):
        factor = -eta / points if i % 2 == 0 else eta / points
        for b in range(points):
            slope[b] = factor * (field[b] / n - targets[b]) * (1 - kept[i, b] * kept[i, b])
        for c in range(dim):
            s = 0.0
            for b in range(points):
                s += slope[b] * inputs[b, c]
            x[i, c] += s if amount == 0 else s + amount * stable(alpha)


@njit
def cosine_step(x, targets, kept, field, eta, alpha, amount):
    n, dim = x.shape
    field[:] = 0
    for i in range(n):
        for c in range(dim):
            kept[i, 2 * c], kept[i, 2 * c + 1] = cos(x[i, c]), sin(x[i, c])
            field[2 * c] += kept[i, 2 * c]
            field[2 * c + 1] += kept[i, 2 * c + 1]
    for i in range(n):
        for c in range(dim):
            re = targets[2 * c] - field[2 * c] / n
            im = targets[2 * c + 1] - field[2 * c + 1] / n
            drift = 0.5 * (im * kept[i, 2 * c] - re * kept[i, 2 * c + 1])
            x[i, c] += eta * drift if amount == 0 else eta * drift + amount * stable(alpha)


def sampler(case):
    out = np.empty(COUNT)
    return lambda: fill(case["alpha"], out), COUNT, lambda: out


def step(case):
    s = Start(case)
    n, dim = s.x.shape
    field = np.empty(len(s.targets))
    if s.tanh:
        kept, slope = np.empty((n, len(s.targets))), np.empty(len(s.targets))
        once = lambda: tanh_step(s.x, s.inputs, s.targets, kept, field, slope, s.eta, s.alpha, s.amount)
    else:
        kept = np.empty((n, 2 * dim))
        once = lambda: cosine_step(s.x, s.targets, kept, field, s.eta, s.alpha, s.amount)
    return once, n, lambda: s.x


serve(f"Numba {numba.__version__}", sampler, step)
