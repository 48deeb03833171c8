using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SimdOptim.Simd;

/// <summary>
/// An array that begins at a cache line and stays where it is. The runtime aligns arrays to 8 bytes only, and of vectors of 64 bytes
/// each would then lie across two lines and take two accesses.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly struct AlignedArray<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Alignment = 64;

    private readonly T[] _array;
    private readonly int _offset;

    /// <summary>Takes the memory, all zero.</summary>
    public unsafe AlignedArray(int length)
    {
        Length = length;
        _array = length == 0 ? [] : GC.AllocateArray<T>(length + (Alignment / sizeof(T)), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
        _offset = length == 0 ? 0 : (int)((Alignment - (address % Alignment)) / (nuint)sizeof(T));
    }

    /// <summary>Gets the number of elements.</summary>
    public int Length { get; }

    /// <summary>Gets the address of the first element, good for as long as this array is in use.</summary>
    public unsafe T* Address => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Span));

    /// <summary>Gets the elements.</summary>
    public Span<T> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _offset), Length);
    }

    /// <summary>Returns some of the elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Slice(int start, int length) => Span.Slice(start, length);
}
