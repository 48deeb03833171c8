"""Does PyTorch's part of the comparison: reads a line a command, answers with a line.

train BATCH WIDTH…   prepares training steps; answers with the losses of the first four
infer WIDTH…         prepares the inference of one sample; answers with its outputs
adam COUNT           prepares Adam alone; answers with the sum of the parameters after three steps, and of their magnitudes
run CALLS            does what was prepared that often; answers with the nanoseconds of one time
"""
import gc
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(1)
torch.set_flush_denormal(True)
gc.disable()

CHECKED_RATE, STEADY_RATE = 1e-3, 1e-6  # NetworkData.cs
INPUTS, TARGETS = 0, 64  # the streams of SharedNumbers.cs


def numbers(count, stream, offset=0.0, scale=1.0):
    mask = 0xFFFFFFFF
    x = ((torch.arange(count, dtype=torch.int64) + (stream << 24)) * 2654435761) & mask
    x = ((x ^ (x >> 15)) * 2246822519) & mask
    x = x ^ (x >> 13)
    return (scale * (x.double() / 4294967296.0 - offset)).float()


def network(widths):
    layers = []
    for i, (inputs, outputs) in enumerate(zip(widths, widths[1:])):
        dense = nn.Linear(inputs, outputs)
        limit = (6.0 / inputs) ** 0.5
        with torch.no_grad():
            dense.weight.copy_(numbers(inputs * outputs, i + 1, 0.5, 2 * limit).view(inputs, outputs).t())
            dense.bias.zero_()
        layers += [nn.ReLU(), dense] if layers else [dense]
    return nn.Sequential(*layers)


def train(batch, *widths):
    model = network(widths)
    x = numbers(batch * widths[0], INPUTS, 0.5).view(batch, widths[0])
    y = numbers(batch, TARGETS, 0.0, max(2, widths[-1])).floor()
    if widths[-1] == 1:
        loss, y = F.binary_cross_entropy_with_logits, y.view(batch, 1)
    else:
        loss, y = F.cross_entropy, y.long()
    adam = torch.optim.Adam(model.parameters(), lr=CHECKED_RATE, foreach=True)

    def step():
        adam.zero_grad(set_to_none=True)
        cost = loss(model(x), y)
        cost.backward()
        adam.step()
        return cost

    losses = [step().item() for _ in range(4)]
    adam.param_groups[0]["lr"] = STEADY_RATE
    return step, losses


def infer(*widths):
    model = nn.Sequential(*network(widths), nn.Sigmoid() if widths[-1] == 1 else nn.Softmax(1)).eval()
    x = numbers(widths[0], INPUTS, 0.5).view(1, widths[0])
    with torch.no_grad():
        script = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(model, x)))
        for _ in range(10):
            outputs = script(x)
    return lambda: script(x), outputs.flatten().tolist()


def adam(count):
    p = numbers(count, INPUTS, 0.5).requires_grad_()
    p.grad = numbers(count, TARGETS, 0.5)
    rule = torch.optim.Adam([p], lr=CHECKED_RATE, foreach=True)
    for _ in range(3):
        rule.step()
    with torch.no_grad():
        return rule.step, [p.double().sum().item(), p.double().abs().sum().item()]


def run(calls):
    with torch.inference_mode() if inferring else torch.enable_grad():
        start = time.perf_counter_ns()
        for _ in range(calls):
            work()
        return [(time.perf_counter_ns() - start) / calls]


print(torch.__version__, flush=True)
for line in sys.stdin:
    command, *arguments = line.split()
    arguments = [int(argument) for argument in arguments]
    if command == "run":
        answer = run(*arguments)
    else:
        work = None  # frees the memory of the previous work before the next allocates
        gc.collect()
        inferring = command == "infer"
        work, answer = {"train": train, "infer": infer, "adam": adam}[command](*arguments)
    print(*map(repr, answer), flush=True)
