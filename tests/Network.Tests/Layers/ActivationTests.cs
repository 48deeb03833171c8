using SimdOptim.Activations;

namespace SimdOptim.Tests.Layers;

public sealed class ActivationTests
{
    public static TheoryData<Law> Laws =>
    [
        .. new ActivationLaws<ReLU>(_ => new ReLU()) { Formula = (_, x) => Math.Max(x, 0) },
        .. new ActivationLaws<LeakyReLU>(draw => new LeakyReLU(draw.A)) { Formula = (draw, x) => x > 0 ? x : draw.A * x },
        .. new ActivationLaws<Elu>(draw => new Elu(1.2 * draw.A))
        {
            Formula = (draw, x) => x > 0 ? x : 1.2 * draw.A * (Math.Exp(x) - 1),
        },
        .. new ActivationLaws<Sigmoid>(_ => new Sigmoid()) { Formula = (_, x) => 1 / (1 + Math.Exp(-x)) },
        .. new ActivationLaws<Tanh>(_ => new Tanh()) { Formula = (_, x) => Math.Tanh(x) },
        .. new ActivationLaws<Softplus>(_ => new Softplus()) { Formula = (_, x) => Math.Log(1 + Math.Exp(x)) },
        .. new ActivationLaws<SiLU>(_ => new SiLU()) { Formula = (_, x) => x / (1 + Math.Exp(-x)), IsMonotone = false },
        .. new ActivationLaws<Gelu>(_ => new Gelu()) { IsMonotone = false },
        .. new ActivationLaws<TanhGelu>(_ => new TanhGelu())
        {
            Formula = (_, x) => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
            IsMonotone = false,
        },
    ];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Holds(Law law) => law.Check();

    /// <summary>
    /// Against 30 digits: the tail keeps its relative accuracy, where PyTorch's formula <c>1 + erf</c> cancels.
    /// </summary>
    [Fact]
    public void The_tail_of_Gelu_below_zero_is_accurate()
    {
        LayerRun<double> run = new(new NetworkBuilder<double>(1).Gelu().Build(), 4);
        new[] { -6.0, -30, -0.75, 3 }.CopyTo(run.Inputs, 0);
        Array.Fill(run.OutputGradients, 1);
        run.Forward(isTraining: true);
        run.Backward();

        Golden.AssertNear(
            [-5.9195258702261888e-9, -1.4720141781444561e-196, -0.16997051428265115, 2.9959503059051097], run.Outputs, 2e-15, 0);
        Golden.AssertNear([-3.5468709453902015e-8, -4.4160316907084944e-195], run.InputGradients.AsSpan(0, 2), 2e-15, 0);
        Golden.AssertNear([0.00077427826076489563, 1.0119456472041839], run.InputGradients.AsSpan(2), 0, 5e-16);
    }
}
