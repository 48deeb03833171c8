using SimdOptim.Layers;

namespace SimdOptim.Tests;

/// <summary>Passes its inputs on, counts its training passes in a buffer, and fails in one of them if it is told to.</summary>
internal sealed class CountingLayer(int count, int failsAt = int.MaxValue) : Layer<double>(count, count)
{
    public override Description Describe() => new("counting");

    public override IReadOnlyList<ParameterTensor> Buffers { get; } = [new("passes", 0, 1, 1, TensorKind.RunningMean)];

    /// <summary>Gets the passes of all, whatever becomes of the buffer.</summary>
    public int Passes { get; private set; }

    /// <summary>Gets what the buffer was before the training passes.</summary>
    public HashSet<double> Beginnings { get; } = [];

    public override void Forward(in ForwardPass<double> pass)
    {
        pass.Inputs.CopyTo(pass.Outputs);
        if (!pass.IsTraining) return;
        Beginnings.Add(pass.Buffers[0]++);
        if (++Passes == failsAt) throw new TimeoutException();
    }

    public override void Backward(in BackwardPass<double> pass) => pass.OutputGradients.CopyTo(pass.InputGradients);
}
