using System.Numerics;
using SimdOptim.Layers;
using SimdOptim.Simd.Matrices;

namespace SimdOptim.Storage;

/// <summary>Carries flat arrays that are laid out as a network's parameters or buffers into files and back.</summary>
internal static class NetworkTensors
{
    public static IEnumerable<StoredTensor> OfParameters<T>(IReadOnlyList<Layer<T>> layers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(layers, layer => layer.Tensors);

    public static IEnumerable<StoredTensor> OfBuffers<T>(IReadOnlyList<Layer<T>> layers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(layers, layer => layer.Buffers);

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
    /// <param name="prefix">What their names begin with.</param>
    /// <param name="tensors">The tensors that are expected.</param>
    /// <param name="known">To which their names are added.</param>
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

    /// <summary>Reads tensors that were checked into a flat array.</summary>
    public static void Read<T>(SafetensorsFile file, string prefix, IEnumerable<StoredTensor> tensors, Span<T> flat)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (StoredTensor stored in tensors)
        {
            _ = file.TryFind(prefix + stored.Name, out SafetensorsTensor? found);
            Span<T> values = flat.Slice(stored.Offset, stored.Tensor.Count);
            if (stored.IsTransposed)
            {
                T[] transposed = new T[values.Length]; // [outputs, inputs]
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
}
