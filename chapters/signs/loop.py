# Three steps of keras.optimizers.Lion(learning_rate=1.0).
lr, b1, b2 = 1.0, 0.9, 0.99
w, m = 0.0, 0.0
for g in (1.0, -0.05, -0.2):
    c = b1 * m + (1 - b1) * g
    w -= lr * ((c > 0) - (c < 0))
    m = b2 * m + (1 - b2) * g
print(f"{m:.6f}")
