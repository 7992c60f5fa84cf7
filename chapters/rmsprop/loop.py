# The steps of torch.optim.RMSprop([x], lr=0.1, alpha=0.9).
from math import sqrt
lr, alpha, eps = 0.1, 0.9, 1e-8
x, s = 1.0, 0.0
for step in range(4):
    g = x  # the slope of x²/2
    s = alpha * s + (1 - alpha) * g * g
    x -= lr * g / (sqrt(s) + eps)
print(f"{x:.3f}")
