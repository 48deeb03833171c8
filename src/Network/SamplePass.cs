using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SimdOptim.Layers;
using SimdOptim.Simd;
using SimdOptim.Simd.Matrices;

namespace SimdOptim;

/// <summary>
/// The way of one sample through a network: for each layer the places of what it reads and writes, found once, since to find
/// them takes longer than to compute a small layer.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed unsafe class SamplePass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Stage[] _stages;

    /// <summary>Finds the places.</summary>
    /// <param name="network">The network, whose memory stays where it is.</param>
    /// <param name="activations">A layer: where its outputs go; in use for as long as this is.</param>
    public SamplePass(Network<T> network, AlignedArray<T>[] activations)
    {
        List<Stage> stages = [];
        for (int i = 0; i < network.Layers.Count; i++)
        {
            Layer<T> layer = network.Layers[i];
            Span<T> parameters = network.ParametersOf(i), buffers = network.BuffersOf(i);
            stages.Add(new Stage
            {
                Layer = layer,
                IsDense = layer is Dense<T>,
                InputCount = layer.InputCount,
                OutputCount = layer.OutputCount,
                Parameters = Address(parameters),
                ParameterCount = parameters.Length,
                Buffers = Address(buffers),
                BufferCount = buffers.Length,
                Outputs = activations[i].Address,
            });
        }

        _stages = [.. stages];
    }

    /// <summary>Computes the outputs of a sample; those of the last layer are what the network gives.</summary>
    /// <param name="inputs"><c>[InputCount]</c></param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ReadOnlySpan<T> inputs)
    {
        fixed (T* first = inputs)
        {
            T* source = first;
            foreach (ref readonly Stage stage in _stages.AsSpan())
            {
                if (stage.IsDense)
                {
                    T* weights = stage.Parameters, biases = weights + ((nint)stage.InputCount * stage.OutputCount);
                    MatrixMultiply.MultiplyRow(
                        source, weights, biases, false, stage.Outputs, stage.InputCount, stage.OutputCount);
                }
                else
                {
                    stage.Layer.Forward(new ForwardPass<T>
                    {
                        Parameters = new(stage.Parameters, stage.ParameterCount),
                        Inputs = ReadOnlyRows<T>.Trust(new(source, stage.InputCount), 1, stage.InputCount, stage.InputCount),
                        Outputs = Rows<T>.Trust(new(stage.Outputs, stage.OutputCount), 1, stage.OutputCount, stage.OutputCount),
                        Buffers = new(stage.Buffers, stage.BufferCount),
                    });
                }

                source = stage.Outputs;
            }
        }
    }

    private static T* Address(Span<T> pinned) => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(pinned));

    /// <summary>A layer, or a dense layer and the rectifier behind it.</summary>
    private readonly struct Stage
    {
        public required Layer<T> Layer { get; init; }

        public required bool IsDense { get; init; }

        public required int InputCount { get; init; }

        public required int OutputCount { get; init; }

        public required T* Parameters { get; init; }

        public required int ParameterCount { get; init; }

        public required T* Buffers { get; init; }

        public required int BufferCount { get; init; }

        public required T* Outputs { get; init; }
    }
}
