using System.Numerics;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Simd;

/// <summary>
/// Sums over the rows of a matrix: the same bits at every width, and near to the true sum however many rows there are.
/// </summary>
public abstract class ColumnSumsLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly double _unit = typeof(T) == typeof(float) ? Math.ScaleB(1, -24) : Math.ScaleB(1, -53);

    [Fact]
    public void The_bits_do_not_depend_on_the_width()
    {
        foreach (int columns in Enumerable.Range(1, 40))
        {
            foreach (int rows in (int[])[1, 2, 31, 32, 33, 64, 100])
            {
                T[] matrix = Draw(rows * columns, rows);
                T[] expected = Sum<ScalarVector<T>>(matrix, columns);
                Assert.Equal(expected, Sum<VariableVector<T>>(matrix, columns));
                Assert.Equal(expected, Sum<WideVector<T>>(matrix, columns));
                T[] actual = new T[columns];
                ColumnSums.Sum(new(matrix, columns), actual);
                Assert.Equal(expected, actual);
            }
        }
    }

    [Fact]
    public void A_column_has_the_bits_that_it_has_alone()
    {
        T[] matrix = Draw(70 * 37, 1), sums = new T[37], alone = new T[1];
        ColumnSums.Dot(new(matrix, 37), new(matrix, 37), sums);
        for (int column = 0; column < 37; column++)
        {
            T[] values = [.. matrix.Where((_, i) => i % 37 == column)];
            ColumnSums.Dot(new(values, 1), new(values, 1), alone);
            Assert.Equal(sums[column], alone[0]);
        }
    }

    /// <summary>
    /// Numbers of one sign, whose rounding errors do not cancel: one running sum would be off by hundreds of units.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(300_000)]
    public void The_error_does_not_grow_with_the_rows(int rows)
    {
        T[] left = [.. Draw(rows * 3, 5).Select(T.Abs)], right = [.. Draw(rows * 3, 6).Select(T.Abs)];
        T[] sums = new T[3], means = new T[3], products = new T[3], variances = new T[3];
        ColumnSums.Sum(new(left, 3), sums);
        ColumnSums.Mean(new(left, 3), means);
        ColumnSums.Dot(new(left, 3), new(right, 3), products);
        ColumnSums.Variance(new(left, 3), means, variances);
        for (int column = 0; column < 3; column++)
        {
            int[] elements = [.. Enumerable.Range(0, rows).Select(row => (row * 3) + column)];
            decimal sum = elements.Sum(i => Exact(left[i]));
            AssertNear(sum, sums[column], 34);
            AssertNear(sum / rows, means[column], 35); // and the division
            AssertNear(elements.Sum(i => Exact(left[i]) * Exact(right[i])), products[column], 35); // and each product
            decimal variance =
                elements.Sum(i => (Exact(left[i]) - Exact(means[column])) * (Exact(left[i]) - Exact(means[column])));
            AssertNear(variance / rows, variances[column], 38); // and each difference twice, its square, and the division
        }
    }

    private static T[] Sum<TVector>(T[] matrix, int columns)
        where TVector : struct, ISimdVector<TVector, T>
    {
        T[] sums = new T[columns];
        ElementwiseLoop.Run<T, TVector, ColumnSums.Kernel<T, ColumnSums.Element<T>>>(
            new ColumnSums.Kernel<T, ColumnSums.Element<T>>(new ColumnSums.Element<T>(new(matrix, columns)), matrix.Length / columns, sums, 1), 0, (nuint)columns);
        return sums;
    }

    private static T[] Draw(int count, int seed)
    {
        System.Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.NextDouble() - 0.25))];
    }

    private static decimal Exact(T value) => (decimal)double.CreateChecked(value);

    private static void AssertNear(decimal expected, T actual, int units)
    {
        double difference = Math.Abs((double)(Exact(actual) - expected));
        // Decimal keeps 15 digits of a double: what it rounds itself is allowed beside.
        double bound = ((units * _unit) + 1e-14) * (double)Math.Abs(expected);
        Assert.True(difference <= bound, $"{actual} is off by {difference:g3} from {expected}, more than {bound:g3}");
    }
}

public sealed class DoubleColumnSumsTests : ColumnSumsLaws<double>;

public sealed class SingleColumnSumsTests : ColumnSumsLaws<float>;
