# The iteration of torch.optim.Muon on a slope of singular values
# 3 and 0.04, in full precision: each of them goes its own way.
a, b, c = 3.4445, -4.775, 2.0315
size = (3.0**2 + 0.04**2) ** 0.5
values = [3.0 / size, 0.04 / size]
for _ in range(5):
    values = [a * s + b * s**3 + c * s**5 for s in values]
print(f"{values[1]:.5f}")
