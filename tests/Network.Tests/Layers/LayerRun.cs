using System.Numerics;
using SimdOptim.Layers;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Layers;

/// <summary>
/// One layer with all the memory it wants for a batch. What a pass overwrites is NaN before; what it only reads stays as it was.
/// </summary>
internal sealed class LayerRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Network<T> _network;
    private readonly T[] _cache;
    private readonly T[] _scratch;

    public LayerRun(Network<T> network, int batch)
    {
        _network = network;
        Layer = network.Layers[0];
        Inputs = new T[batch * Layer.InputCount];
        Outputs = NaNs(batch * Layer.OutputCount);
        OutputGradients = new T[batch * Layer.OutputCount];
        InputGradients = NaNs(batch * Layer.InputCount);
        ParameterGradients = NaNs(Layer.ParameterCount);
        _cache = NaNs(Layer.GetCacheCount(batch));
        _scratch = NaNs(Layer.ScratchCount);
    }

    public Layer<T> Layer { get; }

    public T[] Inputs { get; } // [batch, inputs]

    public T[] Outputs { get; } // [batch, outputs]

    public T[] OutputGradients { get; } // [batch, outputs]

    public T[] InputGradients { get; } // [batch, inputs]

    public T[] ParameterGradients { get; }

    public Span<T> Parameters => _network.Parameters;

    public Span<T> Buffers => _network.Buffers;

    public BatchPosition Position { get; init; } = new(3, 0);

    /// <summary>Gets the elements of NaN behind each row of inputs, and twice as many behind each of outputs.</summary>
    public int Padding { get; init; }

    public void Forward(bool isTraining)
    {
        Rows<T> outputs = Pad(Outputs, Layer.OutputCount, 2 * Padding);
        Layer.Forward(new ForwardPass<T>
        {
            Parameters = _network.Parameters,
            Inputs = Pad(Inputs, Layer.InputCount, Padding),
            Outputs = outputs,
            Buffers = _network.Buffers,
            Cache = isTraining ? _cache : [],
            IsTraining = isTraining,
            Position = Position,
        });
        if (Padding > 0) Unpad(outputs, Outputs);
    }

    public void Backward(bool withInputs = true)
    {
        Rows<T> inputGradients = withInputs ? Pad(InputGradients, Layer.InputCount, Padding) : default;
        Layer.Backward(new BackwardPass<T>
        {
            Parameters = _network.Parameters,
            Inputs = Pad(Inputs, Layer.InputCount, Padding),
            Outputs = Pad(Outputs, Layer.OutputCount, 2 * Padding),
            OutputGradients = Pad(OutputGradients, Layer.OutputCount, 2 * Padding),
            InputGradients = inputGradients,
            ParameterGradients = ParameterGradients,
            Cache = _cache,
            Scratch = _scratch,
        });
        if (Padding > 0) Unpad(inputGradients, InputGradients);
    }

    /// <summary>
    /// Returns a run of some of the samples of this one, with parameters and buffers of its own that are the same.
    /// </summary>
    public LayerRun<T> Slice(Network<T> network, int start, int batch, int padding = 0)
    {
        LayerRun<T> part = new(network, batch)
        {
            Position = Position with { FirstSample = Position.FirstSample + start },
            Padding = padding,
        };
        Parameters.CopyTo(part.Parameters);
        Buffers.CopyTo(part.Buffers);
        Inputs.AsSpan(start * Layer.InputCount, part.Inputs.Length).CopyTo(part.Inputs);
        OutputGradients.AsSpan(start * Layer.OutputCount, part.OutputGradients.Length).CopyTo(part.OutputGradients);
        return part;
    }

    private static Rows<T> Pad(T[] dense, int columns, int padding)
    {
        if (padding == 0) return new Rows<T>(dense, columns);
        Rows<T> padded = new(NaNs((long)dense.Length / columns * (columns + padding)), dense.Length / columns, columns, columns + padding);
        new ReadOnlyRows<T>(dense, columns).CopyTo(padded);
        return padded;
    }

    private static void Unpad(ReadOnlyRows<T> padded, T[] dense) => padded.CopyTo(new Rows<T>(dense, padded.Columns));

    private static T[] NaNs(long count)
    {
        T[] values = new T[count];
        Array.Fill(values, T.NaN);
        return values;
    }
}
