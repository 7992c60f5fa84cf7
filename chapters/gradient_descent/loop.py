# The steps of torch.optim.SGD([w], lr=0.1).
lr = 0.1
w = 0.0
for step in range(20):
    g = w - 3  # the slope of (w − 3)²/2
    w -= lr * g
print(f"{abs(w - 3):.3f}")
