# torch.optim.Adam([w], lr=1) and one wild slope: when is it back?
m, v, wild, back = 0.0, 0.0, 20001, 0
for t in range(1, 32001):
    g = 1000.0 if t == wild else 1.0
    m = 0.9 * m + (1 - 0.9) * g
    v = 0.999 * v + (1 - 0.999) * g * g
    step = m / (1 - 0.9**t) / ((v / (1 - 0.999**t)) ** 0.5 + 1e-8)
    if t >= wild and abs(step - 1) > 0.1:
        back = t - wild + 1
print(back)
