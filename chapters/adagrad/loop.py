# The steps of keras.optimizers.Adagrad(learning_rate=0.001).
from math import sqrt
lr, eps = 0.001, 1e-7
w, s = 0.0, 0.1  # where Keras starts the sum
for step in range(100_000):
    g = 0.001  # a slope that stays
    s += g * g
    rate = lr / sqrt(s + eps)
    w -= rate * g
print(f"{rate / lr:.2f}")
