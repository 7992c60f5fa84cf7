# The iteration of torch.optim.Muon([w], ns_steps=5), in full precision.
a, b, c = 3.4445, -4.775, 2.0315
def times(x, y):
    return [[sum(p * q for p, q in zip(row, column)) for column in zip(*y)] for row in x]
def plus(r, x, s, y):
    return [[r * p + s * q for p, q in zip(*rows)] for rows in zip(x, y)]
x = [[3.0, 0.0], [0.0, 0.04]]  # the gradient
size = sum(g * g for row in x for g in row) ** 0.5
x = [[g / size for g in row] for row in x]
for _ in range(5):
    gram = times(x, list(zip(*x)))  # x times its transpose
    x = plus(a, x, 1, times(plus(b, gram, c, times(gram, gram)), x))
print(f"{x[1][1]:.5f}")
