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

/// <summary>The element types of the safetensors format, by their names in its headers.</summary>
internal static class ElementType
{
    public const string Double = "F64";
    public const string Single = "F32";
    public const string Half = "F16";
    public const string BFloat16 = "BF16";
    public const string UInt32 = "U32";

    /// <summary>Returns the name of the type as which values of <typeparamref name="T"/> are written.</summary>
    public static string Of<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => typeof(T) == typeof(double) ? Double : Single;

    public static bool IsFloatingPoint(string name) => name is Double or Single or Half or BFloat16;

    /// <summary>Returns the number of bytes of an element, or 0 if there is no type of this name.</summary>
    public static int SizeOf(string name) => name switch
    {
        "BOOL" or "U8" or "I8" or "F8_E4M3" or "F8_E5M2" or "F8_E8M0" => 1,
        "U16" or "I16" or Half or BFloat16 => 2,
        UInt32 or "I32" or Single => 4,
        "U64" or "I64" or Double => 8,
        _ => 0,
    };
}
