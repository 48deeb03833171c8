namespace SimdOptim.Storage;

/// <summary>What the header of a safetensors file says, checked against the file's length.</summary>
/// <param name="Tensors">The tensors in the order of their bytes, which they cover without gap or overlap.</param>
/// <param name="Metadata">The metadata; empty if there are none.</param>
/// <param name="DigestOffset">Where the digits of the digest begin in the header, or -1 if there is none.</param>
internal sealed record SafetensorsHeader(
    IReadOnlyList<SafetensorsTensor> Tensors, IReadOnlyDictionary<string, string> Metadata, int DigestOffset)
{
    /// <summary>The bytes before the header, which hold its length: a little-endian whole number.</summary>
    public const int PrefixLength = 8;

    /// <summary>The longest header, as the format's own library has it.</summary>
    public const int MaximumLength = 100_000_000;

    /// <summary>The member that holds the metadata.</summary>
    public const string MetadataName = "__metadata__";

    /// <summary>The hexadecimal digits of a digest.</summary>
    public const int DigestLength = 64;

    /// <summary>What stands for the digest while it is computed.</summary>
    public static ReadOnlySpan<byte> BlankDigest => "0000000000000000000000000000000000000000000000000000000000000000"u8;
}
