using System.Numerics;
using SimdOptim.Layers;

namespace SimdOptim.Tests.Kinds;

/// <summary>
/// A gain and an offset for each feature, <c>y = a·x + b</c>, which also remembers the largest |x| of training in a buffer.
/// </summary>
public sealed class Gain<T>(int count) : Layer<T>(count, count)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override IReadOnlyList<ParameterTensor> Tensors { get; } =
        [new("weight", 0, 1, count, TensorKind.Scale), new("bias", count, 1, count, TensorKind.Bias)];

    public override IReadOnlyList<ParameterTensor> Buffers { get; } = [new("peak", 0, 1, count, TensorKind.RunningMean)];

    public override Description Describe() => new("gain");

    public override void Forward(in ForwardPass<T> pass)
    {
        ReadOnlySpan<T> gains = pass.Parameters[..InputCount], offsets = pass.Parameters[InputCount..];
        for (int sample = 0; sample < pass.Inputs.Count; sample++)
        {
            ReadOnlySpan<T> x = pass.Inputs[sample];
            Span<T> y = pass.Outputs[sample];
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = (gains[i] * x[i]) + offsets[i];
                if (pass.IsTraining) pass.Buffers[i] = T.Max(pass.Buffers[i], T.Abs(x[i]));
            }
        }
    }

    public override void Backward(in BackwardPass<T> pass)
    {
        ReadOnlySpan<T> gains = pass.Parameters[..InputCount];
        Span<T> gainGradients = pass.ParameterGradients[..InputCount], offsetGradients = pass.ParameterGradients[InputCount..];
        pass.ParameterGradients.Clear();
        for (int sample = 0; sample < pass.Inputs.Count; sample++)
        {
            ReadOnlySpan<T> x = pass.Inputs[sample], dy = pass.OutputGradients[sample];
            for (int i = 0; i < x.Length; i++)
            {
                gainGradients[i] += dy[i] * x[i];
                offsetGradients[i] += dy[i];
            }
        }

        for (int sample = 0; sample < pass.InputGradients.Count; sample++) // none if nobody asks for them
        {
            ReadOnlySpan<T> dy = pass.OutputGradients[sample];
            Span<T> dx = pass.InputGradients[sample];
            for (int i = 0; i < dx.Length; i++) dx[i] = gains[i] * dy[i];
        }
    }
}
