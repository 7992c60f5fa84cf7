# The steps of torch.optim.SGD([x], lr=1.2) in the double well.
lr = 1.2
x = 1.1
for t in range(1000):
    g = x * x * x - x  # the slope of (x² − 1)²/4
    x -= lr * g
print(f"{min(x, x - lr * (x * x * x - x)):.4f}")
