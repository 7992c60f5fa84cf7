# The steps of torch.optim.Adam([x], lr=0.1).
from math import sqrt
lr, beta1, beta2, eps = 0.1, 0.9, 0.999, 1e-8
x, m, v = 1.0, 0.0, 0.0
for t in (1, 2, 3):
    g = x  # the slope of x²/2
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    x -= lr * m / (1 - beta1**t) / (sqrt(v / (1 - beta2**t)) + eps)
print(f"{x:.4f}")
