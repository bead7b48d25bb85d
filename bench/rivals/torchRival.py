"""PyTorch on one CPU thread: whole tensors, no autograd, in-place where PyTorch offers it."""

from math import pi

from contestant import Start, load, np, serve

torch = load("torch")
torch.set_num_threads(1)
torch.set_grad_enabled(False)

COUNT = 100_000


def stable(alpha, shape, dtype):
    """Chambers, Mallows & Stuck (1976), symmetric."""
    u = torch.empty(shape, dtype=dtype).uniform_(-pi / 2, pi / 2)
    w = torch.empty(shape, dtype=dtype).uniform_().neg_().log1p_().neg_()
    x = (u * (1 - alpha)).cos_().div_(w).pow_((1 - alpha) / alpha)
    return x.mul_(torch.sin(u * alpha)).mul_(u.cos_().pow_(-1 / alpha))


def sampler(case):
    made, dtype = [None], getattr(torch, case["dtype"])

    def once():
        made[0] = stable(case["alpha"], (COUNT,), dtype)

    return once, COUNT, lambda: made[0].numpy()


def step(case):
    s, dtype = Start(case), getattr(torch, case["dtype"])
    x, targets, weights = map(torch.from_numpy, (s.x, s.targets, s.weights))

    def tanh():
        t = (x @ inputs.T).tanh_()
        field = weights @ t / s.count
        matrix = (s.eta / len(inputs) * (field - targets))[:, None] * inputs
        x.add_(t.square_().sub_(1).matmul(matrix).mul_(weights[:, None]))
        x.add_(stable(s.alpha, x.shape, dtype), alpha=s.amount)

    def cosine():
        c, d = x.cos(), x.sin()
        re, im = targets[::2] - c.mean(0), targets[1::2] - d.mean(0)
        x.add_(c.mul_(im).sub_(d.mul_(re)), alpha=0.5 * s.eta)
        x.add_(stable(s.alpha, x.shape, dtype), alpha=s.amount)

    if s.tanh:
        inputs = torch.from_numpy(s.inputs)
    return tanh if s.tanh else cosine, len(x), lambda: x.numpy()


serve(f"PyTorch {torch.__version__}", sampler, step)
