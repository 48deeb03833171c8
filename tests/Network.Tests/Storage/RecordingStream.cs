namespace SimdOptim.Tests.Storage;

/// <summary>Bytes that remember which of them were read.</summary>
internal sealed class RecordingStream(byte[] bytes) : MemoryStream(bytes)
{
    private readonly bool[] _read = new bool[bytes.Length];

    public override int Read(Span<byte> buffer)
    {
        int position = (int)Position, count = base.Read(buffer);
        _read.AsSpan(position, count).Fill(true);
        return count;
    }

    public bool WasRead(long start, long count) => _read.AsSpan((int)start, (int)count).Contains(true);
}
