using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Activations;
using SimdOptim.Layers;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Layers;

public sealed class ReLULaws : ActivationLaws
{
    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.ReLU();
}

public sealed class SigmoidLaws : ActivationLaws
{
    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Sigmoid();
}

public sealed class TanhLaws : ActivationLaws
{
    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Tanh();
}

public sealed class SoftplusLaws : ActivationLaws
{
    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Softplus();
}

public sealed class SiLULaws : ActivationLaws
{
    protected override bool IsMonotone => false;

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.SiLU();
}

public sealed class LeakyReLULaws : ActivationLaws
{
    protected override IEnumerable<(string Argument, Action Call)> BadCalls =>
    [
        ("negativeSlope", () => new NetworkBuilder<float>(2).LeakyReLU(-0.01)),
        ("negativeSlope", () => new NetworkBuilder<float>(2).LeakyReLU(double.NaN)),
        ("negativeSlope", () => new NetworkBuilder<float>(2).LeakyReLU(1e300)),
    ];

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) =>
        builder.LeakyReLU(shape.Outputs / 10.0);
}

public sealed class EluLaws : ActivationLaws
{
    protected override IEnumerable<(string Argument, Action Call)> BadCalls =>
    [
        ("alpha", () => new NetworkBuilder<float>(2).Elu(-1)),
        ("alpha", () => new NetworkBuilder<float>(2).Elu(double.PositiveInfinity)),
    ];

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Elu(shape.Outputs / 5.0);
}

public sealed class TanhGeluLaws : ActivationLaws
{
    protected override bool IsMonotone => false;

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Gelu(GeluForm.Tanh);
}

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

/// <summary>An activation of a user's own.</summary>
public sealed class SwishLaws : ActivationLaws
{
    protected override bool IsMonotone => false;

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Activation(new Swish(1.5));
}

/// <summary><c>x·σ(β·x)</c></summary>
internal readonly struct Swish(double beta) : IActivation
{
    public static bool NeedsInput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x * Elementary.Sigmoid<TVector, T>(beta * x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector GetDerivative<TVector, T>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector near = TVector.Clamp(x, -200, 200), sigmoid = Elementary.Sigmoid<TVector, T>(beta * near);
        return sigmoid + (beta * (near * (sigmoid * (TVector.Constant(1) - sigmoid))));
    }

    public Description Describe() => new("swish") { { "beta", beta } };
}
