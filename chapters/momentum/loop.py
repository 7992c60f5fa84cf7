# The steps of torch.optim.SGD([x], lr=0.1, momentum=0.9).
lr, momentum = 0.1, 0.9
x, v = 1.0, 0.0
for step in range(4):
    g = x  # the slope of x²/2
    v = momentum * v + g
    x -= lr * v
print(f"{x:.3f}")
