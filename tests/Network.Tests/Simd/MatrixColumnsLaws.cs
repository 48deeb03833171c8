using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Simd.Matrices;

namespace SimdOptim.Tests.Simd;

/// <summary>
/// Some columns of a product have the bits that they have in the whole of it, and nothing beside them is written.
/// </summary>
public abstract class MatrixColumnsLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly Arbitrary<(int Rows, int Inner, int Columns, int First, int Seed)> _pieces = (
        from rows in Gen.Elements(1, 2, 7, 8, 9, 16, 17, 24)
        from inner in Gen.Elements(0, 1, 3, 17, 31, 257)
        from columns in Gen.Elements(1, 31, 32, 33, 64, 65, 97, 130, 256, 289)
        from first in Gen.Choose(0, (columns - 1) / MatrixMultiply.ColumnGrain)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (rows, inner, columns, first * MatrixMultiply.ColumnGrain, seed)).ToArbitrary();

    [Fact]
    public void Two_pieces_make_the_whole() =>
        Laws.Check(_pieces, piece =>
        {
            (int rows, int inner, int columns, int first, int seed) = piece;
            System.Random random = new(seed);
            T[] left =
                Draw(random, rows * inner), right = Draw(random, inner * columns), sideways = Draw(random, columns * inner);
            T[] bias = Draw(random, columns), gate = Draw(random, rows * columns);
            T[] whole = new T[rows * columns], wholeGated = new T[rows * columns];
            MatrixMultiply.Multiply(left, right, Rectified(bias), whole, rows, inner, columns);
            MatrixMultiply.MultiplyByTransposed(left, sideways, gate, wholeGated, rows, inner, columns);

            T[] product = [.. Enumerable.Repeat(T.NaN, whole.Length)], gated = [.. Enumerable.Repeat(T.NaN, whole.Length)];
            foreach ((int start, int count) in ((int, int)[])[(0, first), (first, columns - first)])
            {
                if (count == 0) continue;
                if (product[start..].Where((_, i) => i % columns < columns - start).Any(value => !T.IsNaN(value)))
                    return $"what is left of {first} wrote behind it";
                MatrixMultiply.Multiply(
                    left, right.AsSpan(Math.Min(start, right.Length)), Rectified(bias.AsSpan(start, count)), product.AsSpan(start), rows, inner, count, columns);
                MatrixMultiply.MultiplyByTransposed(
                    left, sideways.AsSpan(start * inner), gate.AsSpan(start), gated.AsSpan(start), rows, inner, count, columns);
            }

            return Laws.Holds(product.SequenceEqual(whole), "the product differs")
                ?? Laws.Holds(gated.SequenceEqual(wholeGated), "the product by the transposed differs");
        },
        maxTest: 300);

    private static MatrixEpilogue<T> Rectified(ReadOnlySpan<T> bias) => new() { Bias = bias, Rectifies = true };

    private static T[] Draw(System.Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.NextDouble() - 0.5))];
}

public sealed class DoubleMatrixColumnsTests : MatrixColumnsLaws<double>;

public sealed class SingleMatrixColumnsTests : MatrixColumnsLaws<float>;
