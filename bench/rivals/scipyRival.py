"""SciPy: scipy.stats.levy_stable.rvs, the one call a Python user makes. Sampler only, float64 only."""

from contestant import load, serve

scipy = load("scipy")
from numpy.random import SFC64, Generator
from scipy.stats import levy_stable

COUNT = 100_000


def sampler(case):
    rng, made = Generator(SFC64(1)), [None]

    def once():
        made[0] = levy_stable.rvs(case["alpha"], 0, size=COUNT, random_state=rng)

    return once, COUNT, lambda: made[0]


serve(f"SciPy {scipy.__version__}", sampler, None)
