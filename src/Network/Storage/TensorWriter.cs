using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace SimdOptim.Storage;

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
