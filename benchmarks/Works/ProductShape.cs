namespace SimdOptim.Benchmarks.Works;

/// <summary>The shape of a matrix product, <c>[rows, inner] · [inner, columns]</c>, written m×n×k as in BLAS.</summary>
public sealed record ProductShape(int Rows, int Columns, int Inner)
{
    public double Operations => 2.0 * Rows * Columns * Inner;

    /// <summary>Gets the minimum number of bytes that must be moved.</summary>
    public double Bytes => sizeof(float) * (((double)Rows * Inner) + ((double)Inner * Columns) + ((double)Rows * Columns));

    public override string ToString() => Rows == Columns && Rows == Inner ? $"{Rows}³" : $"{Rows}×{Columns}×{Inner}";
}
