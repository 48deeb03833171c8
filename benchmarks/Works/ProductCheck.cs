namespace SimdOptim.Benchmarks.Works;

/// <summary>
/// Compares products with one in double, within the bound that holds for every order of summation:
/// <c>|error| ≤ k·u/(1 - k·u)·(|A|·|B|)</c> with u = 2⁻²⁴, plus u for the rounding of the final store.
/// </summary>
/// <remarks>Higham, "Accuracy and Stability of Numerical Algorithms", 2002, eq. 3.13.</remarks>
internal sealed class ProductCheck
{
    private const double UnitRoundoff = 1.0 / (1 << 24);
    private const int CheckedRows = 32; // all rows of a 1024³ product in double would take seconds

    private readonly string _work;
    private readonly ProductShape _shape;
    private readonly int[] _rows;
    private readonly double[] _exact; // [checked rows, columns]
    private readonly double[] _magnitudes;

    public ProductCheck(string work, AlignedFloats left, AlignedFloats right, ProductShape shape)
    {
        _work = work;
        _shape = shape;
        int count = Math.Min(CheckedRows, shape.Rows);
        _rows = [.. Enumerable.Range(0, count).Select(i => count == 1 ? 0 : (int)((long)i * (shape.Rows - 1) / (count - 1)))];
        _exact = new double[count * shape.Columns];
        _magnitudes = new double[count * shape.Columns];
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < shape.Inner; k++)
            {
                double factor = left.Span[(_rows[i] * shape.Inner) + k];
                for (int column = 0; column < shape.Columns; column++)
                {
                    double term = factor * right.Span[(k * shape.Columns) + column];
                    _exact[(i * shape.Columns) + column] += term;
                    _magnitudes[(i * shape.Columns) + column] += Math.Abs(term);
                }
            }
        }
    }

    public void ThrowIfWrong(string peer, ReadOnlySpan<float> product)
    {
        double error = (_shape.Inner + 1) * UnitRoundoff;
        double bound = error / (1 - error);
        for (int i = 0; i < _exact.Length; i++)
        {
            int row = _rows[i / _shape.Columns], column = i % _shape.Columns;
            float value = product[(row * _shape.Columns) + column];
            if (Math.Abs(value - _exact[i]) <= bound * _magnitudes[i]) continue; // false for NaN
            throw new DisagreementException($"{_work}: element [{row}, {column}] of {peer} is {value}; it should be {_exact[i]}.");
        }
    }
}
