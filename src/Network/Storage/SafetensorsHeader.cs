namespace SimdOptim.Storage;

/// <summary>The header of a safetensors file, checked against the file's length.</summary>
/// <param name="Tensors">The tensors in the order of their bytes, which they cover without gap or overlap.</param>
/// <param name="Metadata">The metadata; empty if there are none.</param>
/// <param name="DigestOffset">The offset of the digest's digits in the header, or -1 if there is none.</param>
internal sealed record SafetensorsHeader(
    IReadOnlyList<SafetensorsTensor> Tensors, IReadOnlyDictionary<string, string> Metadata, int DigestOffset)
{
    /// <summary>The number of bytes before the header, which hold its length as a little-endian whole number.</summary>
    public const int PrefixLength = 8;

    /// <summary>The longest header that the format's own library reads.</summary>
    public const int MaximumLength = 100_000_000;

    /// <summary>The name of the metadata.</summary>
    public const string MetadataName = "__metadata__";

    /// <summary>The number of hexadecimal digits of a digest.</summary>
    public const int DigestLength = 64;

    /// <summary>The digits in place of the digest while it is computed.</summary>
    public static ReadOnlySpan<byte> BlankDigest => "0000000000000000000000000000000000000000000000000000000000000000"u8;
}
