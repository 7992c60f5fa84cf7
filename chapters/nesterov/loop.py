# torch.optim.SGD([x], lr=0.1, momentum=0.9, nesterov=True), ten steps.
lr, momentum = 0.1, 0.9
x, v = 1.0, 0.0
for step in range(10):
    g = x  # the slope of x²/2 at the point that is stored
    v = momentum * v + g
    x -= lr * (g + momentum * v)
print(f"{x:.3f}")
