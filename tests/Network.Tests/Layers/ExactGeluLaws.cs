using SimdOptim.Layers;

namespace SimdOptim.Tests.Layers;

public sealed class ExactGeluLaws : ActivationLaws
{
    protected override bool IsMonotone => false;

    protected override IEnumerable<(string Argument, Action Call)> BadCalls =>
        [("form", () => new NetworkBuilder<float>(2).Gelu((GeluForm)2))];

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Gelu();

    /// <summary>
    /// Against 30 digits: the tail keeps its relative accuracy, where PyTorch's formula <c>1 + erf</c> cancels.
    /// </summary>
    [Fact]
    public void The_tail_below_zero_is_accurate()
    {
        LayerRun<double> run = Run([-6.0, -30, -0.75, 3]);
        Golden.AssertNear(
            [-5.9195258702261888e-9, -1.4720141781444561e-196, -0.16997051428265115, 2.9959503059051097], run.Outputs, 2e-15, 0);
        Golden.AssertNear([-3.5468709453902015e-8, -4.4160316907084944e-195], run.InputGradients.AsSpan(0, 2), 2e-15, 0);
        Golden.AssertNear([0.00077427826076489563, 1.0119456472041839], run.InputGradients.AsSpan(2), 0, 5e-16);
    }
}
