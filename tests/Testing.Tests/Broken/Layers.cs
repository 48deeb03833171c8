using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SimdOptim.Activations;
using SimdOptim.Layers;

namespace SimdOptim.Tests.Broken;

/// <summary>The faults that <see cref="FaultyLayer{T}"/> can have.</summary>
public enum LayerFault
{
    None, HasWrongGradient, ReadsPadding, MixesSamples, WritesInputs, AccumulatesGradients, LearnsInEvaluation, IsCoarseInFloat,
    Allocates, ReturnsNaN, KnowsThreads, IsNotRegistered,
}

/// <summary>A gain for each feature, <c>y = a·x</c>, with one fault.</summary>
internal sealed class FaultyLayer<T>(int count, LayerFault fault) : Layer<T>(count, count)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override IReadOnlyList<ParameterTensor> Tensors { get; } = [new("weight", 0, 1, count, TensorKind.Scale)];

    public override IReadOnlyList<ParameterTensor> Buffers { get; } = [new("passes", 0, 1, 1, TensorKind.RunningMean)];

    public override Description Describe() => new("faulty");

    public override void Forward(in ForwardPass<T> pass)
    {
        if (fault == LayerFault.Allocates) Garbage.Last = new object();
        if (pass.IsTraining || fault == LayerFault.LearnsInEvaluation) pass.Buffers[0]++;
        for (int sample = 0; sample < pass.Inputs.Count; sample++)
        {
            ReadOnlySpan<T> x = pass.Inputs[sample], first = pass.Inputs[0];
            Span<T> y = pass.Outputs[sample];
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = pass.Parameters[i] * x[i];
                if (fault == LayerFault.MixesSamples) y[i] += first[i];
                if (fault == LayerFault.ReturnsNaN) y[i] = T.NaN;
                if (fault == LayerFault.IsCoarseInFloat && typeof(T) == typeof(float)) y[i] *= T.CreateChecked(1.001);
                if (fault == LayerFault.KnowsThreads && pass.Team is not null) y[i] = T.BitIncrement(y[i]);
            }

            int next = (sample * pass.Inputs.Stride) + x.Length;
            if (fault == LayerFault.ReadsPadding && pass.Inputs.Stride > x.Length) y[0] += pass.Inputs.Span[next];
        }
    }

    public override void Backward(in BackwardPass<T> pass)
    {
        Span<T> gradients = pass.ParameterGradients;
        if (fault != LayerFault.AccumulatesGradients) gradients.Clear();
        for (int sample = 0; sample < pass.Inputs.Count; sample++)
        {
            ReadOnlySpan<T> x = pass.Inputs[sample], dy = pass.OutputGradients[sample];
            for (int i = 0; i < x.Length; i++) gradients[i] += dy[i] * x[i];
        }

        if (fault == LayerFault.WritesInputs) gradients.CopyTo(MemoryMarshal.CreateSpan(
            ref MemoryMarshal.GetReference(pass.OutputGradients.Span), gradients.Length));
        for (int sample = 0; sample < pass.InputGradients.Count; sample++)
        {
            ReadOnlySpan<T> dy = pass.OutputGradients[sample];
            Span<T> dx = pass.InputGradients[sample];
            for (int i = 0; i < dx.Length; i++)
                dx[i] = (fault == LayerFault.HasWrongGradient ? T.Abs(pass.Parameters[i]) : pass.Parameters[i]) * dy[i];
        }
    }
}

/// <summary>The faults that <see cref="FaultyActivation"/> can have.</summary>
public enum ActivationFault
{
    None, HasWrongDerivative, HidesNaN, Overflows, Falls, IsSteep, HasWrongFormula,
}

/// <summary>The identity with one fault.</summary>
internal readonly struct FaultyActivation(ActivationFault fault) : IActivation
{
    public static bool NeedsInput => true;

    public Description Describe() => new("faulty");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IActivation.Apply<TVector, T>(TVector x) => fault switch
    {
        ActivationFault.HidesNaN => TVector.SelectGreater(TVector.Abs(x), TVector.Constant(-1), x, TVector.Constant(0)),
        ActivationFault.Overflows => x + (x * x * x * x) - (x * x * x * x),
        ActivationFault.Falls => -x,
        ActivationFault.IsSteep => 3 * x,
        ActivationFault.HasWrongFormula => x + 1e-5,
        _ => x,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IActivation.GetDerivative<TVector, T>(TVector x, TVector y) =>
        TVector.Constant(fault switch
        {
            ActivationFault.HasWrongDerivative => 1.01,
            ActivationFault.Falls => -1,
            ActivationFault.IsSteep => 3,
            _ => 1,
        });
}
