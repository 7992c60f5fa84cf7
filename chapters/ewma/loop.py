# The end of pandas.Series(days).ewm(alpha=1 - beta).mean().
beta = 0.9
days = [25, 13, 17, 31, 43]
v, power = 0.0, 1.0
for day in days:
    v = beta * v + (1 - beta) * day
    power *= beta
print(f"{v / (1 - power):.2f}")
