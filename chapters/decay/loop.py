# The steps of torch.optim.AdamW([w], lr=0.1, weight_decay=1).
lr, b1, b2, eps, decay = 0.1, 0.9, 0.999, 1e-8, 1.0
w, m, v = 0.0, 0.0, 0.0
for t in range(1, 5):
    g = -1.0  # a slope of one sign
    w *= 1 - lr * decay
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g * g
    w -= lr * m / (1 - b1**t) / ((v / (1 - b2**t)) ** 0.5 + eps)
print(f"{w:.4f}")
