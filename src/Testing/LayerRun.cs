using System.Numerics;
using SimdOptim.Layers;
using SimdOptim.Simd;
using SimdOptim.Threading;

namespace SimdOptim.Testing;

/// <summary>
/// The first layer of a network with all the memory that it needs for a batch. What a pass overwrites is NaN before, and so is
/// the padding of each row: a layer that reads either as a value shows NaN.
/// </summary>
internal sealed class LayerRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _cache;
    private readonly T[] _scratch;

    /// <summary>Initializes a run with the parameters and buffers of the network.</summary>
    /// <param name="network">The network that the layer is the first of.</param>
    /// <param name="batch">The samples.</param>
    public LayerRun(Network<T> network, int batch)
    {
        Layer = network.Layers[0];
        Parameters = network.Parameters[..Layer.ParameterCount].ToArray();
        Buffers = network.Buffers[..Layer.Buffers.Sum(buffer => buffer.Count)].ToArray();
        Inputs = new T[batch * Layer.InputCount];
        Outputs = NaNs(batch * Layer.OutputCount);
        OutputGradients = new T[batch * Layer.OutputCount];
        InputGradients = NaNs(batch * Layer.InputCount);
        ParameterGradients = NaNs(Layer.ParameterCount);
        _cache = NaNs(Layer.GetCacheCount(batch));
        _scratch = NaNs(Layer.ScratchCount);
    }

    public Layer<T> Layer { get; }

    public T[] Parameters { get; }

    public T[] Buffers { get; }

    public T[] Inputs { get; } // [batch, inputs]

    public T[] Outputs { get; } // [batch, outputs]

    public T[] OutputGradients { get; } // [batch, outputs]

    public T[] InputGradients { get; } // [batch, inputs]

    public T[] ParameterGradients { get; }

    public BatchPosition Position { get; init; } = new(3, 0);

    /// <summary>Gets the elements of NaN behind each row of inputs, and twice as many behind each of outputs.</summary>
    public int Padding { get; init; }

    public WorkerTeam? Team { get; init; }

    /// <summary>Draws parameters, buffers, inputs and output gradients; they are the same numbers in both precisions.</summary>
    public LayerRun<T> Fill(LayerCase value)
    {
        Convert(value.DrawNumbers(Parameters.Length, 1), Parameters);
        Convert([.. value.DrawNumbers(Buffers.Length, 2).Select(Math.Abs)], Buffers); // a variance is not negative
        Convert(value.DrawNumbers(Inputs.Length, 3), Inputs);
        Convert(value.DrawNumbers(OutputGradients.Length, 4), OutputGradients);
        return this;
    }

    public void Forward(bool isTraining)
    {
        Rows<T> outputs = Pad(Outputs, Layer.OutputCount, 2 * Padding);
        Layer.Forward(new ForwardPass<T>
        {
            Parameters = Parameters,
            Inputs = Pad(Inputs, Layer.InputCount, Padding),
            Outputs = outputs,
            Buffers = Buffers,
            Cache = isTraining ? _cache : [],
            IsTraining = isTraining,
            Position = Position,
            Team = Team,
        });
        Unpad(outputs, Outputs);
    }

    /// <summary>Computes the gradients of the last training pass.</summary>
    /// <param name="withInputs">Whether to ask for those of the inputs.</param>
    public void Backward(bool withInputs = true)
    {
        Rows<T> inputGradients = withInputs ? Pad(InputGradients, Layer.InputCount, Padding) : default;
        Layer.Backward(new BackwardPass<T>
        {
            Parameters = Parameters,
            Inputs = Pad(Inputs, Layer.InputCount, Padding),
            Outputs = Pad(Outputs, Layer.OutputCount, 2 * Padding),
            OutputGradients = Pad(OutputGradients, Layer.OutputCount, 2 * Padding),
            InputGradients = inputGradients,
            ParameterGradients = ParameterGradients,
            Cache = _cache,
            Scratch = _scratch,
            Team = Team,
        });
        Unpad(inputGradients, InputGradients);
    }

    /// <summary>Returns a run of some of the samples, with a copy of parameters and buffers.</summary>
    public LayerRun<T> Slice(Network<T> network, int start, int batch)
    {
        LayerRun<T> part = new(network, batch) { Position = Position with { FirstSample = Position.FirstSample + start } };
        Parameters.CopyTo(part.Parameters, 0);
        Buffers.CopyTo(part.Buffers, 0);
        Inputs.AsSpan(start * Layer.InputCount, part.Inputs.Length).CopyTo(part.Inputs);
        OutputGradients.AsSpan(start * Layer.OutputCount, part.OutputGradients.Length).CopyTo(part.OutputGradients);
        return part;
    }

    // Without padding the layer is handed the arrays themselves.
    private static Rows<T> Pad(T[] dense, int columns, int padding)
    {
        if (padding == 0) return new Rows<T>(dense, columns);
        (int count, int stride) = (dense.Length / columns, columns + padding);
        Rows<T> padded = new(NaNs((long)count * stride), count, columns, stride);
        new ReadOnlyRows<T>(dense, columns).CopyTo(padded);
        return padded;
    }

    private void Unpad(ReadOnlyRows<T> padded, T[] dense)
    {
        if (Padding > 0 && !padded.IsEmpty) padded.CopyTo(new Rows<T>(dense, padded.Columns));
    }

    private static void Convert(double[] values, T[] destination)
    {
        for (int i = 0; i < values.Length; i++) destination[i] = T.CreateChecked(values[i]);
    }

    private static T[] NaNs(long count) => [.. Enumerable.Repeat(T.NaN, (int)count)];
}
