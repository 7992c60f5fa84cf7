# torch.optim.Adam on a slope of 1; after 10,000 steps v is lost.
lr, b1, b2, eps = 1.0, 0.9, 0.999, 1e-8
w, m, v = 0.0, 0.0, 0.0
for t in range(1, 10_002):
    if t == 10_001:
        before, v = w, 0.0
    m = b1 * m + (1 - b1) * 1.0
    v = b2 * v + (1 - b2) * 1.0
    w -= lr * m / (1 - b1**t) / ((v / (1 - b2**t)) ** 0.5 + eps)
print(f"{before - w:.1f}")
