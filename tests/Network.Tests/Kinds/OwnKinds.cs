using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Activations;
using SimdOptim.Layers;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Kinds;

/// <summary><c>y = x·σ(βx)</c></summary>
internal readonly struct Swish2(double beta) : IActivation
{
    public static bool NeedsInput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x * Elementary.Sigmoid<TVector, T>(beta * x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector GetDerivative<TVector, T>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (beta * y) + (Elementary.Sigmoid<TVector, T>(beta * x) * (TVector.Constant(1) - (beta * y)));

    public Description Describe() => new("swish2") { { "beta", beta } };
}

/// <summary><c>yᵢ = factor·wᵢ·xᵢ</c>, with a weight for each value and a count of the batches of training.</summary>
internal sealed class Scale<T>(int inputCount, double factor) : Layer<T>(inputCount, inputCount)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _factor = T.CreateChecked(factor);

    public override IReadOnlyList<ParameterTensor> Tensors { get; } = [new("weight", 0, 1, inputCount, TensorKind.Scale)];

    public override IReadOnlyList<ParameterTensor> Buffers { get; } = [new("batches", 0, 1, 1, TensorKind.RunningMean)];

    public override Description Describe() => new("scale") { { "factor", factor } };

    public override void Forward(in ForwardPass<T> pass)
    {
        for (int row = 0; row < pass.Inputs.Count; row++)
        {
            for (int i = 0; i < InputCount; i++) pass.Outputs[row][i] = _factor * pass.Parameters[i] * pass.Inputs[row][i];
        }

        if (pass.IsTraining) pass.Buffers[0] += T.One;
    }

    public override void Backward(in BackwardPass<T> pass)
    {
        pass.ParameterGradients.Clear();
        for (int row = 0; row < pass.Inputs.Count; row++)
        {
            for (int i = 0; i < InputCount; i++)
            {
                T gradient = _factor * pass.OutputGradients[row][i];
                pass.ParameterGradients[i] += gradient * pass.Inputs[row][i];
                if (!pass.InputGradients.IsEmpty) pass.InputGradients[row][i] = gradient * pass.Parameters[i];
            }
        }
    }
}

/// <summary>Drops each value at a multiple of the interval.</summary>
internal sealed class EveryOther<T>(int interval) : IDropoutMask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Fill(Span<T> mask, double keep, MaskPosition position)
    {
        for (int i = 0; i < mask.Length; i++) mask[i] = (i + position.Step) % interval == 0 ? T.Zero : T.CreateChecked(1 / keep);
    }

    public Description Describe() => new("everyOther") { { "interval", interval } };
}
