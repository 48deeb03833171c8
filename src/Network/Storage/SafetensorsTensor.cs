namespace SimdOptim.Storage;

/// <summary>The entry of a tensor in the header of a safetensors file.</summary>
/// <param name="Name">The name, <c>0.weight</c>.</param>
/// <param name="ElementType">The element type: <c>F32</c>, <c>F64</c>, <c>F16</c>, <c>BF16</c>, <c>U32</c>, …</param>
/// <param name="Shape">The dimensions; none for a single number.</param>
/// <param name="Offset">The offset of the first byte from the end of the header.</param>
/// <param name="ByteCount">The number of bytes: those of an element times all dimensions.</param>
public sealed record SafetensorsTensor(
    string Name, string ElementType, IReadOnlyList<long> Shape, long Offset, long ByteCount)
{
    /// <summary>Gets the shape as text: <c>[5, 2]</c>.</summary>
    public string ShapeText => TextOf(Shape);

    internal static string TextOf(IReadOnlyList<long> shape) => $"[{string.Join(", ", shape)}]";
}
