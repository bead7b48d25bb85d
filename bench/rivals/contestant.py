"""The contestant's side of bench/protocol.ts for Python: one JSON request a line in, one JSON line out.

Every library gets one thread, set before it is imported.
"""

import json
import os
import sys
import time

for name in ("OMP", "OPENBLAS", "MKL", "NUMBA", "BLIS", "VECLIB"):
    os.environ[f"{name}_NUM_THREADS"] = "1"

try:
    import numpy as np
except ImportError:
    print(json.dumps({"absent": "NumPy is not installed"}), flush=True)
    sys.exit(0)


# A quotient by an exponential variable that float32 rounds to 0 is infinite, its power 0: as it should be.
np.seterr(divide="ignore")


def below_pi(dtype):
    """π, rounded so that half of it has a positive cosine; float32 rounds π up."""
    return dtype(np.pi) if float(dtype(np.pi)) <= np.pi else np.nextafter(dtype(np.pi), dtype(0))


def load(library):
    """Imports a library, or says that it is absent and ends."""
    try:
        return __import__(library)
    except ImportError:
        print(json.dumps({"absent": f"{library} is not installed"}), flush=True)
        sys.exit(0)


class Start:
    """Start, data and constants of a step case, as arrays of the case's type."""

    def __init__(self, case):
        read = lambda name: np.fromfile(f"{case['folder']}/{name}.bin").astype(case["dtype"])
        dim = case["dim"]
        self.x = read("x0").reshape(-1, dim)
        self.targets = read("targets")
        self.tanh = case["model"] == "tanh"
        if self.tanh:
            self.inputs = read("inputs").reshape(-1, dim)
        self.weights = np.where(np.arange(len(self.x)) % 2 == 0, 1, -1).astype(case["dtype"])
        self.count = float(len(self.x))  # NumPy 1 turns float32 / int into float64 above 65535
        self.eta = float(case["step"])
        self.alpha = float(case["alpha"])
        self.amount = case["scale"] * self.eta ** (1 / self.alpha)


def serve(version, sampler, step):
    """sampler(case) and step(case) give (once, items, result)."""
    print(json.dumps({"ready": True, "version": version}), flush=True)
    last, current = None, None
    for line in sys.stdin:
        request = json.loads(line)
        case = request["case"]
        make = lambda: sampler(case) if case["kind"] == "sampler" else step(case)
        if request["op"] == "check":
            once, items, result = make()
            if case["kind"] == "sampler":
                parts = []
                while sum(map(len, parts)) < request["count"]:
                    once()
                    parts.append(np.array(result(), dtype=np.float64).ravel())
                made = np.concatenate(parts)[: request["count"]]
            else:
                for _ in range(request["steps"]):
                    once()
                made = np.asarray(result(), dtype=np.float64)
            np.ascontiguousarray(made).tofile(request["out"])
            print(json.dumps({"written": True}), flush=True)
            continue
        if case != last:
            current = None
            current, last = make(), case
        once, items, _ = current
        runs, start, busy = 0, time.perf_counter(), time.process_time()
        while True:
            once()
            runs += 1
            elapsed = time.perf_counter() - start
            if elapsed >= request["seconds"]:
                break
        share = (time.process_time() - busy) / elapsed
        print(json.dumps({"ns": 1e9 * elapsed / (runs * items), "share": share}), flush=True)
