using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SimdOptim.Storage;

/// <summary>
/// An open safetensors file. Its header has been read and checked; each tensor is read on demand. Memory use is bounded by the size
/// of the file.
/// </summary>
/// <remarks>
/// The format is that of huggingface.co/docs/safetensors: eight bytes with the length of the header, the header as JSON, then the
/// tensors, little-endian and without gaps.
/// </remarks>
public sealed class SafetensorsFile : IDisposable
{
    private const int ChunkLength = 1 << 16;

    private readonly Stream _stream;
    private readonly SafetensorsHeader _header;
    private readonly long _payloadStart;
    private readonly Dictionary<string, SafetensorsTensor> _byName;
    private IncrementalHash? _hash; // of the first bytes of the file, while they are read and hashed
    private long _hashedCount;

    private SafetensorsFile(Stream stream, string path)
    {
        _stream = stream;
        Path = path;
        byte[] header = ReadHeader();
        _payloadStart = SafetensorsHeader.PrefixLength + header.Length;
        _header = SafetensorsHeaderParser.Parse(header, stream.Length - _payloadStart, path);
        _byName = _header.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>Gets the path that was opened.</summary>
    public string Path { get; }

    /// <summary>Gets the tensors in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors => _header.Tensors;

    /// <summary>Gets the metadata; empty if there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read or is not in the format; the message names the file, the place and what was expected.
    /// </exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            FileInfo file = new(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
            if (file is { Exists: true, Length: 0 }) throw TooShort(path, 0); // opening a pipe would wait for its writer
            return Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0), path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw FileFault.CannotOpen(path, fault);
        }
    }

    /// <summary>Finds a tensor by its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="tensor">The tensor, if there is one of this name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public bool TryFind(string name, [NotNullWhen(true)] out SafetensorsTensor? tensor)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(name, out tensor);
    }

    /// <summary>Reads a tensor of float64, float32, float16 or bfloat16, converted to <typeparamref name="T"/>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="destination">One element for each of the tensor, row-major; overwritten.</param>
    /// <exception cref="ArgumentNullException"><paramref name="tensor"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="tensor"/> belongs to another file, or <paramref name="destination"/> has another length.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// The file can no longer be read, the elements have another type, or a finite one overflows <typeparamref name="T"/>.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    /// <exception cref="ObjectDisposedException">The file has been closed.</exception>
    public void Read<T>(SafetensorsTensor tensor, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(tensor);
        Throw.IfNotSupported<T>();
        ObjectDisposedException.ThrowIf(!_stream.CanRead, this);
        if (!TryFind(tensor.Name, out SafetensorsTensor? own) || !ReferenceEquals(own, tensor))
            throw new ArgumentException($"tensor must be one of {Path}; {FileFault.Quoted(tensor.Name)} is not.", nameof(tensor));
        if (!ElementType.IsFloatingPoint(tensor.ElementType))
            throw Fault(tensor.Name, $"expected F64, F32, F16 or BF16, found {tensor.ElementType}");
        int size = ElementType.SizeOf(tensor.ElementType);
        Throw.IfLengthIsNot<T>((int)Math.Min(tensor.ByteCount / size, int.MaxValue), destination, nameof(destination));

        bool isStoredAsT = BitConverter.IsLittleEndian && tensor.ElementType == ElementType.Of<T>();
        byte[] chunk = new byte[isStoredAsT ? 0 : Math.Min(ChunkLength, tensor.ByteCount)];
        for (int done = 0; done < destination.Length;)
        {
            int count = Math.Min(destination.Length - done, ChunkLength / size);
            Span<byte> bytes =
                isStoredAsT ? MemoryMarshal.AsBytes(destination.Slice(done, count)) : chunk.AsSpan(0, count * size);
            ReadExactly(_payloadStart + tensor.Offset + ((long)done * size), bytes);
            for (int i = 0; i < count && !isStoredAsT; i++)
            {
                double value = Decode(tensor.ElementType, bytes.Slice(i * size, size));
                T converted = T.CreateTruncating(value);
                if (double.IsFinite(value) && !T.IsFinite(converted))
                    throw Fault(tensor.Name, $"expected numbers in the range of {typeof(T).Name}, found {value:R}");
                destination[done + i] = converted;
            }

            done += count;
        }
    }

    /// <summary>Reads the whole file and compares it with its digest.</summary>
    /// <exception cref="InvalidDataException">The file can no longer be read.</exception>
    /// <exception cref="ObjectDisposedException">The file has been closed.</exception>
    public DigestState VerifyDigest()
    {
        ObjectDisposedException.ThrowIf(!_stream.CanRead, this);
        if (_hash is null) BeginDigest();
        if (_hash is null) return DigestState.Missing;
        HashUpTo(_stream.Length);
        using IncrementalHash hash = _hash;
        _hash = null;
        bool isCorrect = Convert.ToHexStringLower(hash.GetHashAndReset()) == Metadata[MetadataKeys.Digest];
        return isCorrect ? DigestState.Correct : DigestState.Wrong;
    }

    /// <summary>Closes the file; its header stays available. A second call does nothing.</summary>
    public void Dispose()
    {
        _hash?.Dispose();
        _stream.Dispose();
    }

    internal static SafetensorsFile Open(Stream stream, string path)
    {
        try
        {
            return new SafetensorsFile(stream, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads a tensor of 32-bit whole numbers.</summary>
    internal uint[] ReadWords(SafetensorsTensor tensor)
    {
        byte[] bytes = new byte[tensor.ByteCount];
        ReadExactly(_payloadStart + tensor.Offset, bytes);
        uint[] words = new uint[bytes.Length / sizeof(uint)];
        for (int i = 0; i < words.Length; i++)
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i * sizeof(uint)));
        return words;
    }

    /// <summary>Begins to hash what is read, so that <see cref="RefuseDamage"/> reads only the rest of the file.</summary>
    internal void BeginDigest()
    {
        if (_header.DigestOffset < 0) return;
        byte[] start = new byte[_payloadStart];
        ReadExactly(0, start);
        SafetensorsHeader.BlankDigest.CopyTo(start.AsSpan(SafetensorsHeader.PrefixLength + _header.DigestOffset));
        _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _hash.AppendData(start);
        _hashedCount = _payloadStart;
    }

    /// <summary>Refuses a file that does not match its digest; a file without a digest is accepted.</summary>
    internal void RefuseDamage()
    {
        if (VerifyDigest() == DigestState.Wrong)
            throw FaultOfMetadata(MetadataKeys.Digest, "expected the digest of the rest of the file, found another: it was damaged");
    }

    /// <summary>Returns an exception that names a tensor.</summary>
    internal InvalidDataException Fault(string tensor, string problem) =>
        FileFault.At(Path, $"tensor {FileFault.Quoted(tensor)}", problem);

    internal InvalidDataException FaultOfMetadata(string key, string problem, Exception? cause = null) =>
        FileFault.At(Path, $"metadata {FileFault.Quoted(key)}", problem, cause);

    private static double Decode(string type, ReadOnlySpan<byte> bytes) => type switch
    {
        ElementType.Double => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        ElementType.Single => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        ElementType.Half => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
    };

    private static InvalidDataException TooShort(string path, long length) => FileFault.At(
        path, "byte 0", $"expected the length of the header in {SafetensorsHeader.PrefixLength} bytes, found {length}");

    /// <summary>Names the format of a file that begins as those of PyTorch's <c>torch.save</c> do; null for any other.</summary>
    private static string? NameOtherFormat(ReadOnlySpan<byte> prefix) =>
        prefix.StartsWith("PK\u0003\u0004"u8) ? "a zip archive, as torch.save writes"
        : prefix[0] == 0x80 && prefix[1] is >= 2 and <= 5 ? "a pickle, as torch.save wrote before version 1.6" // its protocol
        : null;

    private byte[] ReadHeader()
    {
        long fileLength = _stream.Length;
        if (fileLength < SafetensorsHeader.PrefixLength)
            throw TooShort(Path, fileLength);
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        ReadExactly(0, prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        ulong limit = (ulong)Math.Min(fileLength - SafetensorsHeader.PrefixLength, SafetensorsHeader.MaximumLength);
        if (length > limit && NameOtherFormat(prefix) is { } format)
        {
            throw FileFault.At(
                Path,
                "byte 0",
                $"expected a safetensors file, found {format}; in PyTorch, write one by "
                + "safetensors.torch.save_file(model.state_dict(), path)");
        }

        if (length > limit)
            throw FileFault.At(Path, "byte 0", $"expected a header of at most {limit} bytes, found a length of {length}");
        byte[] header = new byte[length];
        ReadExactly(SafetensorsHeader.PrefixLength, header);
        return header;
    }

    private void HashUpTo(long end)
    {
        byte[] chunk = new byte[Math.Min(ChunkLength, end - _hashedCount)];
        while (_hashedCount < end) ReadExactly(_hashedCount, chunk.AsSpan(0, (int)Math.Min(chunk.Length, end - _hashedCount)));
    }

    /// <summary>Reads bytes, and hashes each byte of the file once, in its order.</summary>
    private void ReadExactly(long position, Span<byte> destination)
    {
        if (_hash is not null && position > _hashedCount) HashUpTo(position);
        try
        {
            _stream.Position = position;
            _stream.ReadExactly(destination);
        }
        catch (IOException fault)
        {
            throw FileFault.CannotRead(Path, fault);
        }

        if (_hash is null || position != _hashedCount) return;
        _hash.AppendData(destination);
        _hashedCount += destination.Length;
    }
}

/// <summary>Whether a file matches its digest.</summary>
public enum DigestState
{
    /// <summary>The file has no digest; other programs write such files.</summary>
    Missing,

    /// <summary>The file matches its digest.</summary>
    Correct,

    /// <summary>The file does not match its digest: it was damaged.</summary>
    Wrong,
}
