# As torch.func.hessian(f)(w), from slopes: exact for a parabola.
xs, ys = [1, 2, 0], [1, 1, 0]
def slopes(w, b):
    off = [2 / 3 * (w * x + b - y) for x, y in zip(xs, ys)]
    return sum(o * x for o, x in zip(off, xs)), sum(off)
ww, wb = [(p - m) / 2 for p, m in zip(slopes(1, 0), slopes(-1, 0))]
wb, bb = [(p - m) / 2 for p, m in zip(slopes(0, 1), slopes(0, -1))]
mean = (ww + bb) / 2
spread = (((ww - bb) / 2) ** 2 + wb**2) ** 0.5
print(f"{(mean + spread) / (mean - spread):.2f}")
