using SimdOptim.Layers;
using SimdOptim.Optimizers;
using SimdOptim.Simd.Matrices;

namespace SimdOptim.Storage;

/// <summary>Writes flat arrays to files as tensors, and reads them back: parameters, buffers and the states of optimizers.</summary>
internal static class NetworkTensors
{
    /// <summary>What the names of an optimizer's tensors begin with.</summary>
    public const string OptimizerPrefix = "optimizer.";

    public static IEnumerable<StoredTensor> OfParameters<T>(IReadOnlyList<Layer<T>> layers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(layers, layer => layer.Tensors);

    public static IEnumerable<StoredTensor> OfBuffers<T>(IReadOnlyList<Layer<T>> layers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(layers, layer => layer.Buffers);

    /// <summary>Returns the tensors of <see cref="Optimizer{T}.State"/>: each slot has the names of the parameters behind its number.</summary>
    public static IEnumerable<StoredTensor> OfState<T>(IReadOnlyList<Layer<T>> layers, Optimizer<T> optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int slotsEnd = optimizer.SlotCount * optimizer.ParameterCount;
        for (int slot = 0; slot < optimizer.SlotCount; slot++)
        {
            int start = slot * optimizer.ParameterCount;
            foreach (StoredTensor stored in OfParameters(layers))
                yield return stored with { Name = $"{OptimizerPrefix}{slot}.{stored.Name}", Offset = start + stored.Offset };
        }

        if (optimizer.State.Length > slotsEnd)
            yield return Vector(OptimizerPrefix + "extra_state", slotsEnd, optimizer.State.Length - slotsEnd);
    }

    /// <summary>Returns the tensor of <see cref="Optimizer{T}.Scalars"/>, if there are any.</summary>
    public static IEnumerable<StoredTensor> OfScalars<T>(Optimizer<T> optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        optimizer.Scalars.Length == 0 ? [] : [Vector(OptimizerPrefix + "scalars", 0, optimizer.Scalars.Length)];

    /// <summary>Adds the tensors of a flat array to a file.</summary>
    public static void Write<T>(
        SafetensorsWriter writer, string prefix, IEnumerable<StoredTensor> tensors, SafetensorsWriter.Source<T> flat)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (StoredTensor stored in tensors)
        {
            writer.Add(prefix + stored.Name, stored.Shape, () =>
            {
                ReadOnlySpan<T> values = flat().Slice(stored.Offset, stored.Tensor.Count);
                if (!stored.IsTransposed) return values;
                T[] transposed = new T[values.Length]; // [outputs, inputs]
                MatrixTranspose.Run(values, transposed, stored.Tensor.Rows, stored.Tensor.Columns);
                return transposed;
            });
        }
    }

    /// <summary>Refuses a file that lacks a tensor or has it in another shape or type; reads none of them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="prefix">What the names in the file begin with.</param>
    /// <param name="tensors">The tensors that are expected.</param>
    /// <param name="known">The set to which the names are added.</param>
    public static void Check(SafetensorsFile file, string prefix, IEnumerable<StoredTensor> tensors, HashSet<string> known)
    {
        foreach (StoredTensor stored in tensors)
        {
            string name = prefix + stored.Name, shape = SafetensorsTensor.TextOf(stored.Shape);
            if (!file.TryFind(name, out SafetensorsTensor? found))
                throw file.Fault(name, $"expected a tensor of the shape {shape}, found none of this name");
            if (!found.Shape.SequenceEqual(stored.Shape))
                throw file.Fault(name, $"expected the shape {shape}, found {FileFault.Shown(found.ShapeText, 80)}");
            if (!ElementType.IsFloatingPoint(found.ElementType))
                throw file.Fault(name, $"expected F64, F32, F16 or BF16, found {found.ElementType}");
            known.Add(name);
        }
    }

    /// <summary>Checks the tensors of a flat array, and reads them.</summary>
    public static void Read<T>(SafetensorsFile file, string prefix, IEnumerable<StoredTensor> tensors, Span<T> flat)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        StoredTensor[] expected = [.. tensors];
        Check(file, prefix, expected, []);
        foreach (StoredTensor stored in expected)
        {
            _ = file.TryFind(prefix + stored.Name, out SafetensorsTensor? found);
            Span<T> values = flat.Slice(stored.Offset, stored.Tensor.Count);
            if (stored.IsTransposed)
            {
                T[] transposed = GC.AllocateUninitializedArray<T>(values.Length); // [outputs, inputs]
                file.Read(found!, transposed.AsSpan());
                MatrixTranspose.Run(transposed, values, stored.Tensor.Columns, stored.Tensor.Rows);
            }
            else
            {
                file.Read(found!, values);
            }
        }
    }

    private static IEnumerable<StoredTensor> Of<T>(
        IReadOnlyList<Layer<T>> layers, Func<Layer<T>, IReadOnlyList<ParameterTensor>> tensorsOf)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int start = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            int count = 0;
            foreach (ParameterTensor tensor in tensorsOf(layers[i]))
            {
                yield return new StoredTensor($"{i}.{tensor.Name}", tensor, start + tensor.Offset);
                count += tensor.Count;
            }

            start += count;
        }
    }

    private static StoredTensor Vector(string name, int offset, int count) =>
        new(name, new ParameterTensor(name, offset, 1, count, TensorKind.Bias), offset);
}

/// <summary>The place of a tensor in a file and in a flat array. In the file it has PyTorch's name and shape.</summary>
/// <param name="Name">The number of the layer, activations included, and the name of the tensor: <c>0.weight</c>.</param>
/// <param name="Tensor">The tensor; a weight is <c>[inputs, outputs]</c> in the array and <c>[outputs, inputs]</c> in the file.</param>
/// <param name="Offset">The index of its first element in the flat array.</param>
internal readonly record struct StoredTensor(string Name, ParameterTensor Tensor, int Offset)
{
    public bool IsTransposed => Tensor.Kind == TensorKind.Weight;

    public long[] Shape => IsTransposed ? [Tensor.Columns, Tensor.Rows] : Tensor.Rows == 1 ? [Tensor.Columns] : [Tensor.Rows, Tensor.Columns];
}
