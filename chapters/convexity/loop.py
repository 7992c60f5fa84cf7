# As torch.func.hessian(f)(w), but from slopes: two for each column.
xs, ys, h = [1, 2, 0], [1, 1, 0], 1e-4
def slopes(w, b):
    off = [2 / 3 * (w * x + b - y) for x, y in zip(xs, ys)]
    return sum(o * x for o, x in zip(off, xs)), sum(off)
ww, wb = [(p - m) / (2 * h) for p, m in zip(slopes(h, 0), slopes(-h, 0))]
wb, bb = [(p - m) / (2 * h) for p, m in zip(slopes(0, h), slopes(0, -h))]
mean = (ww + bb) / 2
spread = (((ww - bb) / 2) ** 2 + wb**2) ** 0.5
print(f"{(mean + spread) / (mean - spread):.2f}")
