using System.Runtime.InteropServices;

namespace SimdOptim.Simd;

/// <summary>
/// A pinned array whose first element is aligned to a 64-byte cache line. The runtime aligns arrays to 8 bytes only; then every
/// 64-byte load spans two cache lines and takes two accesses.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly struct AlignedArray<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Alignment = 64;

    private readonly T[] _array;
    private readonly int _offset;

    /// <summary>Allocates the array; all elements are 0.</summary>
    public unsafe AlignedArray(int length)
    {
        Length = length;
        _array = length == 0 ? [] : GC.AllocateArray<T>(length + (Alignment / sizeof(T)), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
        _offset = length == 0 ? 0 : (int)((Alignment - (address % Alignment)) / (nuint)sizeof(T));
    }

    /// <summary>Gets the number of elements.</summary>
    public int Length { get; }

    /// <summary>Gets the address of the first element, valid while this array is reachable.</summary>
    public unsafe T* Address => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Span));

    /// <summary>Gets the elements.</summary>
    public Span<T> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _offset), Length);
    }

    /// <summary>Returns the elements [start, start + length).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Slice(int start, int length) => Span.Slice(start, length);
}
