namespace SimdOptim.Storage;

/// <summary>One tensor of a safetensors file: what the header says of it.</summary>
/// <param name="Name">Its name, <c>0.weight</c>.</param>
/// <param name="ElementType">Its element type: <c>F32</c>, <c>F64</c>, <c>F16</c>, <c>BF16</c>, <c>U32</c>, …</param>
/// <param name="Shape">Its dimensions; none for a single number.</param>
/// <param name="Offset">Where its first byte lies behind the header.</param>
/// <param name="ByteCount">Its bytes: those of an element times all dimensions.</param>
public sealed record SafetensorsTensor(
    string Name, string ElementType, IReadOnlyList<long> Shape, long Offset, long ByteCount)
{
    /// <summary>Gets the shape as it is written: <c>[5, 2]</c>.</summary>
    public string ShapeText => TextOf(Shape);

    internal static string TextOf(IReadOnlyList<long> shape) => $"[{string.Join(", ", shape)}]";
}
