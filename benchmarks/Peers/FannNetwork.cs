using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Peers;

/// <summary>
/// A FANN network with a batch to train on. FANN has no Adam, so this uses plain batch gradient descent. It uses the cheapest
/// activations of FANN: a clipped line for ReLU, and a table for the sigmoid.
/// </summary>
internal sealed unsafe class FannNetwork : IDisposable
{
    private static NetworkData? _source; // the data that Fill copies; set during CreateData
    private readonly nint _network;
    private readonly nint _data;
    private readonly AlignedFloats _inputs;

    public FannNetwork(NetworkData data)
    {
        uint[] widths = [.. data.Shape.Widths.Select(width => (uint)width)];
        fixed (uint* layers = widths) _network = Fann.Create((uint)widths.Length, layers);
        Fann.SetHiddenActivation(_network, Fann.LinearPiece);
        Fann.SetOutputActivation(_network, Fann.SigmoidStepwise);
        Fann.SetTrainingAlgorithm(_network, Fann.TrainBatch);
        Fann.SetLearningRate(_network, (float)NetworkData.SteadyLearningRate);
        _inputs = new AlignedFloats(data.Inputs);
        _source = data;
        _data = Fann.CreateData((uint)data.Shape.Batch, widths[0], widths[^1], &Fill);
        _source = null;
    }

    public void Train(int calls)
    {
        for (int i = 0; i < calls; i++) Fann.TrainEpoch(_network, _data);
    }

    public void Infer(int calls)
    {
        for (int i = 0; i < calls; i++) Fann.Run(_network, _inputs.Pointer);
    }

    /// <summary>
    /// Trains with a learning rate that changes the network; returns the mean squared error before the first and the last step.
    /// </summary>
    public (float Before, float After) Learn(int steps)
    {
        Fann.SetLearningRate(_network, 0.1f);
        float before = Fann.TrainEpoch(_network, _data), after = before;
        for (int i = 0; i < steps; i++) after = Fann.TrainEpoch(_network, _data);
        Fann.SetLearningRate(_network, (float)NetworkData.SteadyLearningRate);
        return (before, after);
    }

    public void Dispose()
    {
        Fann.DestroyData(_data);
        Fann.Destroy(_network);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Fill(uint sample, uint inputCount, uint outputCount, float* inputs, float* outputs)
    {
        _source!.Inputs.AsSpan((int)(sample * inputCount), (int)inputCount).CopyTo(new Span<float>(inputs, (int)inputCount));
        float target = _source.Targets[sample];
        Span<float> row = new(outputs, (int)outputCount);
        if (row.Length == 1)
        {
            row[0] = target;
            return;
        }

        row.Clear();
        row[(int)target] = 1;
    }
}
