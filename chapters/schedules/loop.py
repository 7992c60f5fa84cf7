# The steps of schedulefree.SGDScheduleFree([y], lr=0.5, momentum=0.5), by which
# optax.contrib.schedule_free steps as well: both keep y, where the slope is taken.
lr, beta = 0.5, 0.5
y = z = 1.0
for t in range(1, 4):
    x = y if t == 1 else (y - (1 - beta) * z) / beta
    g = y  # the slope of x²/2
    z -= lr * g
    x += (z - x) / t
    y = (1 - beta) * z + beta * x
print(f"{x:.5f}")
