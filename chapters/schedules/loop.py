# The steps of schedulefree.SGDScheduleFree([y], lr=0.5, momentum=0.5);
# optax.contrib.schedule_free keeps y, too, where the slope is taken.
lr, beta = 0.5, 0.5
y = z = 1.0
for t in range(1, 4):
    x = y if t == 1 else (y - (1 - beta) * z) / beta
    z -= lr * y  # the slope of x²/2 is y
    x += (z - x) / t
    y = (1 - beta) * z + beta * x
print(f"{x:.5f}")
