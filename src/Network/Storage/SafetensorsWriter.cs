using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SimdOptim.Storage;

/// <summary>
/// Collects tensors and metadata, and writes them as one safetensors file. The elements are read only when they are written, so
/// no tensor is in memory twice.
/// </summary>
internal sealed class SafetensorsWriter
{
    private const int Alignment = 8;

    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, string> _metadata = new()
    {
        [MetadataKeys.Digest] = Encoding.ASCII.GetString(SafetensorsHeader.BlankDigest),
    };

    public delegate ReadOnlySpan<T> Source<T>();

    public void AddMetadata(string key, string value) => _metadata.Add(key, value);

    public void Add<T>(string name, long[] shape, Source<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        _entries.Add(new Entry(name, ElementType.Of<T>(), shape, writer => writer.Write(values())));

    public void AddWords(string name, uint[] words) =>
        _entries.Add(new Entry(name, ElementType.UInt32, [words.Length], writer => writer.Write(words.AsSpan())));

    /// <summary>Writes the file to a stream that can seek, from its beginning.</summary>
    public void WriteTo(Stream stream)
    {
        Entry[] entries = [.. _entries.OrderByDescending(entry => ElementType.SizeOf(entry.Type))]; // which aligns each
        byte[] header = CreateHeader(entries);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        TensorWriter writer = new(stream, hash);
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        writer.Write(prefix);
        writer.Write(header);
        foreach (Entry entry in entries) entry.Write(writer);

        // Quotes within texts are escaped, so only the member itself matches.
        byte[] member = Encoding.UTF8.GetBytes($"\"{MetadataKeys.Digest}\":\"");
        stream.Position = SafetensorsHeader.PrefixLength + header.AsSpan().IndexOf(member) + member.Length;
        stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset())));
        stream.Position = stream.Length;
    }

    private byte[] CreateHeader(Entry[] entries)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafetensorsHeader.MetadataName);
            foreach ((string key, string value) in _metadata) json.WriteString(key, value);
            json.WriteEndObject();
            long offset = 0;
            foreach (Entry entry in entries) offset = Describe(json, entry, offset);
            json.WriteEndObject();
        }

        byte[] header = new byte[(buffer.WrittenCount + Alignment - 1) / Alignment * Alignment];
        buffer.WrittenSpan.CopyTo(header);
        header.AsSpan(buffer.WrittenCount).Fill((byte)' ');
        return header;
    }

    private static long Describe(Utf8JsonWriter json, Entry entry, long offset)
    {
        long end = offset + entry.Shape.Aggregate((long)ElementType.SizeOf(entry.Type), (product, length) => product * length);
        json.WriteStartObject(entry.Name);
        json.WriteString("dtype", entry.Type);
        json.WriteStartArray("shape");
        foreach (long length in entry.Shape) json.WriteNumberValue(length);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }

    private readonly record struct Entry(string Name, string Type, long[] Shape, Action<TensorWriter> Write);
}

/// <summary>Writes elements little-endian, as the format asks, and adds them to the digest.</summary>
internal sealed class TensorWriter(Stream stream, IncrementalHash hash)
{
    private readonly byte[] _chunk = new byte[1 << 16];

    public void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        hash.AppendData(bytes);
    }

    public void Write<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int size = ElementType.SizeOf(ElementType.Of<T>());
        for (int capacity = _chunk.Length / size; !values.IsEmpty; values = values[Math.Min(capacity, values.Length)..])
        {
            int length = 0;
            foreach (T value in values[..Math.Min(capacity, values.Length)])
            {
                Span<byte> place = _chunk.AsSpan(length, size);
                if (typeof(T) == typeof(double)) BinaryPrimitives.WriteDoubleLittleEndian(place, double.CreateTruncating(value));
                else BinaryPrimitives.WriteSingleLittleEndian(place, float.CreateTruncating(value));
                length += size;
            }

            Write(_chunk.AsSpan(0, length));
        }
    }

    public void Write(ReadOnlySpan<uint> words)
    {
        Span<byte> place = stackalloc byte[sizeof(uint)];
        foreach (uint word in words)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(place, word);
            Write(place);
        }
    }
}
