using SimdOptim.Simd.Matrices;
using SimdOptim.Threading;

namespace SimdOptim.Layers;

/// <summary>
/// The parts of a product <c>[samples, columns]</c> along its longer side, so that threads read as little in common as can be. A
/// single sample stays whole: it has a loop of its own.
/// </summary>
internal readonly struct ProductParts
{
    private readonly EvenParts _samples;
    private readonly EvenParts _columns;

    /// <summary>Cuts where tiles end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ProductParts(int samples, int columns, int most)
    {
        bool isWide = columns > samples && samples > 1;
        _samples = new EvenParts(samples, MatrixMultiply.RowGrain, isWide ? 1 : most);
        _columns = new EvenParts(columns, MatrixMultiply.ColumnGrain, isWide ? most : 1);
    }

    /// <summary>Gets the number of parts.</summary>
    public int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _samples.Count * _columns.Count;
    }

    /// <summary>Returns the start and the end of a part, of its samples and of its columns.</summary>
    public ((int Start, int End) Samples, (int Start, int End) Columns) this[int part]
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => (_samples[part / _columns.Count], _columns[part % _columns.Count]);
    }
}
