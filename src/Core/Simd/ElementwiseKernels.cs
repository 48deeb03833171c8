using System.Runtime.InteropServices;

namespace SimdOptim.Simd;

/// <summary>
/// <c>|x| &lt; smallest normal ? 0 : x</c>. State that only decays would otherwise end at a few denormal ulps, where every
/// operation is slow.
/// </summary>
internal readonly struct FlushDenormals<T> : IElementwiseFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
    {
        double smallestNormal = TVector.SignificandBits == FloatBits.SignificandBits
            ? FloatBits.SmallestNormal
            : DoubleBits.SmallestNormal;
        return TVector.SelectGreater(TVector.Constant(smallestNormal), TVector.Abs(x), TVector.Constant(0), x);
    }
}

/// <summary><c>destinationᵢ = leftᵢ·rightᵢ</c></summary>
internal readonly ref struct ProductKernel<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> destination)
    : IElementwiseKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ref T _left = ref MemoryMarshal.GetReference(left);
    private readonly ref T _right = ref MemoryMarshal.GetReference(right);
    private readonly ref T _destination = ref MemoryMarshal.GetReference(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TVector>(nuint index)
        where TVector : struct, ISimdVector<TVector, T> =>
        (TVector.Load(in _left, index) * TVector.Load(in _right, index)).Store(ref _destination, index);
}
