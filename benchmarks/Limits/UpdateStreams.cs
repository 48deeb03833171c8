using System.Runtime.CompilerServices;
using SimdOptim.Benchmarks.Works;
using SimdOptim.Simd;

namespace SimdOptim.Benchmarks.Limits;

/// <summary>
/// Moves the memory that an optimizer step moves, with almost no arithmetic. It reads one array, and reads and overwrites others.
/// </summary>
internal sealed class UpdateStreams
{
    private const int Block = 32; // a multiple of every vector length
    private readonly AlignedFloats _source;
    private readonly AlignedFloats[] _updated;

    /// <param name="count">The number of elements of each array.</param>
    /// <param name="updated">The number of arrays that are overwritten, 1 to 3.</param>
    public UpdateStreams(int count, int updated)
    {
        int length = (count + Block - 1) / Block * Block;
        _source = new AlignedFloats(length);
        _updated = [.. Enumerable.Range(0, updated).Select(_ => new AlignedFloats(length))];
        _source.Span.Fill(1);
        foreach (AlignedFloats array in _updated) array.Span.Fill(1);
    }

    public void Run(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            if (RegisterWidth.IsWide) Update<WideVector<float>>();
            else Update<VariableVector<float>>();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Update<TVector>()
        where TVector : struct, ISimdVector<TVector, float>
    {
        ref float source = ref _source.Span[0], a = ref _updated[0].Span[0];
        ref float b = ref _updated[^Math.Min(2, _updated.Length)].Span[0], c = ref _updated[^1].Span[0];
        bool hasTwo = _updated.Length > 1, hasThree = _updated.Length > 2;
        TVector scale = TVector.Constant(1e-9);
        nuint width = (nuint)TVector.Count, length = (nuint)_source.Count;
        for (nuint i = 0; i < length; i += width)
        {
            TVector step = scale * TVector.Load(in source, i);
            (TVector.Load(in a, i) + step).Store(ref a, i);
            if (hasTwo) (TVector.Load(in c, i) + step).Store(ref c, i);
            if (hasThree) (TVector.Load(in b, i) + step).Store(ref b, i);
        }
    }
}
