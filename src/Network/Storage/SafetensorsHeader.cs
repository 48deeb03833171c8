using System.Text.Json;
using System.Text.Unicode;

namespace SimdOptim.Storage;

/// <summary>Parses the JSON of a header, and refuses everything that the format does not allow.</summary>
internal ref struct SafetensorsHeaderParser
{
    private readonly ReadOnlySpan<byte> _header;
    private readonly string _path;
    private readonly Dictionary<string, SafetensorsTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private Utf8JsonReader _json;
    private bool _hasMetadata;
    private int _digestOffset = -1;

    private SafetensorsHeaderParser(ReadOnlySpan<byte> header, string path)
    {
        _header = header;
        _path = path;
        _json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 3 });
    }

    /// <summary>Reads a header.</summary>
    /// <param name="header">The bytes of the header, without the length before it.</param>
    /// <param name="payloadLength">The number of bytes behind it.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="InvalidDataException">The header is malformed, or does not match the bytes behind it.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> header, long payloadLength, string path)
    {
        SafetensorsHeaderParser parser = new(header, path);
        if (!Utf8.IsValid(header)) throw parser.Fault("expected text in UTF-8, found other bytes");
        if (header.IsEmpty || header[0] != '{') throw parser.Fault("expected it to begin with {, found otherwise");
        try
        {
            parser.ReadMembers();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            string problem = $"expected JSON of at most 3 levels, found otherwise near byte {parser._json.BytesConsumed}";
            throw FileFault.At(path, "header", problem, fault);
        }

        return new SafetensorsHeader(parser.Arrange(payloadLength), parser._metadata, parser._digestOffset);
    }

    private void ReadMembers()
    {
        _ = _json.Read();
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            string name = _json.GetString()!;
            _ = _json.Read();
            if (_json.TokenType != JsonTokenType.StartObject) throw Fault(name, "expected an object");
            if (name == SafetensorsHeader.MetadataName) ReadMetadata();
            else if (!_tensors.TryAdd(name, ReadTensor(name)))
                throw Fault(name, "expected one tensor of this name, found several");
        }

        int end = (int)_json.BytesConsumed;
        if (_header[end..].ContainsAnyExcept((byte)' '))
            throw Fault($"expected only spaces behind byte {end}, found other bytes");
    }

    private void ReadMetadata()
    {
        if (_hasMetadata) throw Fault(SafetensorsHeader.MetadataName, "expected metadata once, found them several times");
        _hasMetadata = true;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            string key = _json.GetString()!;
            _ = _json.Read();
            if (_json.TokenType != JsonTokenType.String) throw Fault(key, "expected text");
            if (!_metadata.TryAdd(key, _json.GetString()!))
                throw Fault(key, "expected metadata of this name once, found them several times");
            if (key == MetadataKeys.Digest) _digestOffset = PlaceOfDigest(key);
            else if (IsOneBitFrom(MetadataKeys.Digest, key)) throw Fault(key, $"expected {MetadataKeys.Digest}, found one bit of it changed");
        }
    }

    // A file without a digest is accepted, so damage to the name of the digest must be found here.
    private static bool IsOneBitFrom(string name, string key) =>
        key.Length == name.Length && key.Zip(name, (found, expected) => BitOperations.PopCount((uint)(found ^ expected))).Sum() == 1;

    private readonly int PlaceOfDigest(string key)
    {
        ReadOnlySpan<byte> digits = _json.ValueSpan;
        if (digits.Length != SafetensorsHeader.DigestLength || digits.ContainsAnyExcept("0123456789abcdef"u8))
            throw Fault(key, $"expected {SafetensorsHeader.DigestLength} hexadecimal digits, found otherwise");
        return (int)_json.TokenStartIndex + 1;
    }

    private SafetensorsTensor ReadTensor(string name)
    {
        string? type = null;
        long[]? shape = null, offsets = null;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            string key = _json.GetString()!;
            _ = _json.Read();
            bool isNew = key switch
            {
                "dtype" => type is null,
                "shape" => shape is null,
                "data_offsets" => offsets is null,
                _ => false,
            };
            if (!isNew) throw Fault(name, $"expected dtype, shape and data_offsets once each, found {FileFault.Quoted(key)}");
            if (key == "shape") shape = ReadNumbers(name, key);
            else if (key == "data_offsets") offsets = ReadNumbers(name, key);
            else if (_json.TokenType == JsonTokenType.String) type = _json.GetString();
            else throw Fault(name, "expected dtype to be text");
        }

        if (type is null || shape is null || offsets is not [long start, long end])
            throw Fault(name, "expected dtype, shape and data_offsets, a first byte and the one behind the last");
        int size = ElementType.SizeOf(type);
        if (size == 0) throw Fault(name, $"expected a known dtype such as F32, found {FileFault.Quoted(type)}");
        if (end < start) throw Fault(name, $"expected data_offsets that ascend, found {start} and {end}");
        if (ByteCount(name, shape, size) is long count && count != end - start)
            throw Fault(name, $"expected {count} bytes for the shape {Shown(shape)}, found {end - start}");
        return new SafetensorsTensor(name, type, shape, start, end - start);
    }

    private long[] ReadNumbers(string name, string key)
    {
        List<long> numbers = [];
        if (_json.TokenType != JsonTokenType.StartArray) throw Fault(name, $"expected {key} to be a list");
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out long number) || number < 0)
                throw Fault(name, $"expected {key} to be whole numbers from 0 to {long.MaxValue}, found otherwise");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private readonly long ByteCount(string name, long[] shape, int size)
    {
        try
        {
            return shape.Aggregate((long)size, (product, length) => checked(product * length));
        }
        catch (OverflowException)
        {
            throw Fault(name, $"expected a shape of at most {long.MaxValue} bytes, found {Shown(shape)}");
        }
    }

    /// <summary>Sorts the tensors by offset, and checks that they cover the payload once.</summary>
    private readonly SafetensorsTensor[] Arrange(long payloadLength)
    {
        SafetensorsTensor[] tensors = [.. _tensors.Values.OrderBy(tensor => tensor.Offset).ThenBy(tensor => tensor.ByteCount)];
        long position = 0;
        foreach (SafetensorsTensor tensor in tensors)
        {
            if (tensor.Offset != position)
            {
                string fault = tensor.Offset < position ? "an overlap at" : "a gap up to";
                throw Fault(tensor.Name, $"expected data_offsets from {position} on, found {fault} {tensor.Offset}");
            }

            if (tensor.ByteCount > payloadLength - position)
            {
                string found = $"found {position + tensor.ByteCount}";
                throw Fault(tensor.Name, $"expected data_offsets within the {payloadLength} bytes behind the header, {found}");
            }

            position += tensor.ByteCount;
        }

        if (position < payloadLength)
            throw Fault($"expected tensors for the {payloadLength} bytes behind it, found some for {position}");
        return tensors;
    }

    private static string Shown(long[] shape) => FileFault.Shown(SafetensorsTensor.TextOf(shape), 80);

    private readonly InvalidDataException Fault(string problem) => FileFault.At(_path, "header", problem);

    private readonly InvalidDataException Fault(string name, string problem) =>
        FileFault.At(_path, $"header, {FileFault.Quoted(name)}", problem);
}

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
