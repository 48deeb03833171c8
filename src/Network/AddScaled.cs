using System.Runtime.InteropServices;

namespace SimdOptim;

/// <summary><c>sumᵢ += factor·xᵢ</c></summary>
internal readonly ref struct AddScaled<T> : IElementwiseKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ref T _sum;
    private readonly ref T _x;
    private readonly double _factor;

    private AddScaled(Span<T> sum, ReadOnlySpan<T> x, double factor)
    {
        _sum = ref MemoryMarshal.GetReference(sum);
        _x = ref MemoryMarshal.GetReference(x);
        _factor = factor;
    }

    /// <summary>Adds a multiple of a span to another span of the same length.</summary>
    public static void Run(Span<T> sum, ReadOnlySpan<T> x, double factor) =>
        ElementwiseLoop.Run<T, AddScaled<T>>(new AddScaled<T>(sum, x, factor), sum.Length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TVector>(nuint index)
        where TVector : struct, ISimdVector<TVector, T> =>
        (TVector.Load(in _sum, index) + (_factor * TVector.Load(in _x, index))).Store(ref _sum, index);
}
