using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SimdOptim.Benchmarks.Works;

/// <summary>A pinned, cache-line-aligned array of floats, which native code and ours share.</summary>
internal sealed unsafe class AlignedFloats
{
    private const int Alignment = 64;
    private readonly float[] _array;
    private readonly int _start;

    public AlignedFloats(int count)
    {
        _array = GC.AllocateArray<float>(count + (Alignment / sizeof(float)), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
        _start = (int)(-address & (Alignment - 1)) / sizeof(float);
        Count = count;
    }

    public AlignedFloats(ReadOnlySpan<float> values)
        : this(values.Length) => values.CopyTo(Span);

    public int Count { get; }

    public Span<float> Span => _array.AsSpan(_start, Count);

    public float* Pointer => (float*)Unsafe.AsPointer(ref _array[_start]);
}
