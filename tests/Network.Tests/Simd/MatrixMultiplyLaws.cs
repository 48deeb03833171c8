using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Simd;
using SimdOptim.Simd.Matrices;

namespace SimdOptim.Tests.Simd;

/// <summary>
/// A product against its definition: to the bit against one chain of fused multiply-adds, and near the exact one.
/// </summary>
public abstract class MatrixMultiplyLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    private static readonly double _unit = Math.ScaleB(1, typeof(T) == typeof(float) ? -24 : -53);

    private static readonly Arbitrary<(int Rows, int Inner, int Columns)> _shapes = (
        from rows in Gen.Elements(0, 1, 2, 3, 4, 5, 7, 8, 11, 13, 16, 17, 23)
        from inner in Gen.Elements(0, 1, 2, 3, 5, 8, 17, 31)
        from columns in Gen.Elements(0, 1, 2, 3, 5, 7, 8, 15, 16, 17, 31, 32, 33, 47, 67, 127, 128, 129, 137)
        select (rows, inner, columns)).ToArbitrary();

    /// <summary>
    /// Shapes around the edges of the panels that are packed: of as many columns that they are, and inner indices beyond one.
    /// </summary>
    private static readonly Arbitrary<(int Rows, int Inner, int Columns)> _packedShapes = (
        from rows in Gen.Elements(8, 15, 16, 17, 21)
        from inner in Gen.Elements(1, 255, 256, 257, 513)
        from columns in Gen.Elements(128, 255, 256, 257, 289)
        select (rows, inner, columns)).ToArbitrary();

    /// <summary>Shapes around the edges of the strips that packed products are cut into.</summary>
    private static readonly Arbitrary<(int Rows, int Inner, int Columns)> _tallShapes = (
        from rows in Gen.Elements(255, 256, 271, 272, 273, 529)
        from inner in Gen.Elements(1, 3, 258)
        from columns in Gen.Elements(128, 256, 289)
        select (rows, inner, columns)).ToArbitrary();

    /// <summary>Shapes around the edges of what is computed on its side: few columns, many rows, and long sums.</summary>
    private static readonly Arbitrary<(int Rows, int Inner, int Columns)> _narrowShapes = (
        from rows in Gen.Elements(3, 4, 7, 8, 15, 16, 31, 32, 33, 65, 100)
        from inner in Gen.Elements(23, 24, 25, 255, 256, 257, 513)
        from columns in Gen.Choose(1, 9)
        select (rows, inner, columns)).ToArbitrary();

    private static readonly Arbitrary<int> _seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Fact]
    public void Every_width_and_path_has_the_bits_of_one_chain_in_the_order_of_the_inner_index() =>
        Laws.Check(_shapes.And(_seeds), HasTheBitsOfOneChain, 300);

    [Fact]
    public void Packing_never_shows_in_the_bits() =>
        Laws.Check(_packedShapes.And(_seeds), HasTheBitsOfOneChain, 30);

    private static bool HasTheBitsOfOneChain(((int Rows, int Inner, int Columns) Shape, int Seed) given)
    {
        ((int rows, int inner, int columns), int seed) = given;
        T[] left =
            Draw(rows * inner, seed, anything: seed % 2 == 0), right = Draw(inner * columns, ~seed, anything: seed % 2 == 0);
        T[] transposed = new T[left.Length];
        T[] sideways = new T[right.Length]; // right, [columns, inner]
        MatrixTranspose.Run<T>(left, transposed, rows, inner);
        MatrixTranspose.Run<T>(right, sideways, inner, columns);
        T[] plain = Chains(left, right, rows, inner, columns), bias = Draw(columns, seed ^ 7, anything: seed % 2 == 0);
        T[] expected = [.. plain.Select((sum, i) => sum + bias[i % columns])];

        return Same(plain, product => MatrixMultiply.Multiply<T>(left, right, product.Span, rows, inner, columns))
            && SameAt<VariableVector<T>, Rows4>() && SameAt<VariableVector<T>, Rows8>()
            && SameAt<WideVector<T>, Rows4>() && SameAt<WideVector<T>, Rows8>();

        bool SameAt<TVector, TRows>()
            where TVector : struct, ISimdVector<TVector, T>
            where TRows : struct, ITileRows => ((int[])[0, 16]).All(padding =>
        {
            Product<T> shapes = new(rows, inner, columns) { RightPadding = padding, Padding = padding };
            Product<T> turned = shapes with { IsLeftTransposed = true };
            return Same(expected, product => shapes.Run<TVector, TRows>(left, right, bias, product.Span))
                && Same(plain, product => turned.Run<TVector, TRows>(transposed, right, [], product.Span))
                && Same(plain, product => shapes.RunByTransposed<TVector, TRows>(left, sideways, product.Span));
        });
    }

    [Fact]
    public void Strips_never_show_in_the_bits() => Laws.Check(_tallShapes.And(_seeds), HasTheBitsOfOneChain, 8);

    [Fact]
    public void Turning_narrow_products_on_their_side_never_shows_in_the_bits() =>
        Laws.Check(_narrowShapes.And(_seeds), HasTheBitsOfOneChain, 60);

    [Fact]
    public void A_product_is_within_the_rounding_bound_of_the_exact_one() =>
        Laws.Check(_shapes.And(_seeds), given =>
        {
            ((int rows, int inner, int columns), int seed) = given;
            T[] left = Draw(rows * inner, seed, anything: false), right = Draw(inner * columns, ~seed, anything: false);
            T[] product = new T[rows * columns];
            MatrixMultiply.Multiply<T>(left, right, product, rows, inner, columns);
            return Enumerable.Range(0, product.Length).All(element =>
            {
                (int row, int column) = (element / columns, element % columns);
                double sum = 0, error = 0, magnitude = 0;
                for (int k = 0; k < inner; k++)
                {
                    double a =
                        double.CreateChecked(left[(row * inner) + k]), b = double.CreateChecked(right[(k * columns) + column]);
                    (sum, double lost) = AddExactly(sum, a * b);
                    error += lost + Math.FusedMultiplyAdd(a, b, -(a * b));
                    magnitude += Math.Abs(a * b);
                }

                // Higham, "Accuracy and stability of numerical algorithms", 2002, section 3.1: inner roundings, one each term.
                double bound = inner * _unit / (1 - (inner * _unit)) * magnitude;
                return Math.Abs(double.CreateChecked(product[element]) - sum - error) <= bound;
            });
        }, 300);

    [Fact]
    public void A_transpose_swaps_rows_and_columns() =>
        Laws.Check(_shapes, shape =>
        {
            (int rows, _, int columns) = shape;
            T[] source = [.. Enumerable.Range(0, rows * columns).Select(T.CreateChecked)], transposed = new T[rows * columns];
            MatrixTranspose.Run<T>(source, transposed, rows, columns);
            return Enumerable.Range(0, source.Length).All(i => transposed[(i % columns * rows) + (i / columns)] == source[i]);
        }, 300);

    /// <summary>The exact sum of two doubles, as the nearest double and the rest (Knuth's TwoSum).</summary>
    private static (double Sum, double Error) AddExactly(double a, double b)
    {
        double sum = a + b, share = sum - a;
        return (sum, a - (sum - share) + (b - share));
    }

    private static T[] Chains(T[] left, T[] right, int rows, int inner, int columns)
    {
        T[] product = new T[rows * columns];
        for (int element = 0; element < product.Length; element++)
        {
            T sum = T.Zero;
            for (int k = 0; k < inner; k++)
                sum = T.FusedMultiplyAdd(left[(element / columns * inner) + k], right[(k * columns) + (element % columns)], sum);
            product[element] = sum;
        }

        return product;
    }

    /// <summary>Says whether a product has the expected bits, and nothing beside it was written.</summary>
    private static bool Same(T[] expected, Action<Memory<T>> multiply)
    {
        T[] memory = new T[expected.Length + 80];
        Array.Fill(memory, T.CreateChecked(77));
        multiply(memory.AsMemory(40, expected.Length));
        return memory.Where((_, i) => i < 40 || i >= expected.Length + 40).All(value => value == T.CreateChecked(77))
            && Fault.IfBitsDifferBesideNaN<T>(expected, memory.AsSpan(40, expected.Length), "product") is null;
    }

    /// <summary>Numbers uniform in [-1, 1), or of any magnitude with a special one in ten.</summary>
    private static T[] Draw(int count, int seed, bool anything)
    {
        System.Random random = new(seed);
        T[] specials = [T.Zero, T.NegativeZero, T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.MaxValue, T.Epsilon];
        return
        [
            .. Enumerable.Range(0, count).Select(_ =>
                !anything ? T.CreateChecked((2 * random.NextDouble()) - 1)
                : random.Next(10) == 0 ? specials[random.Next(specials.Length)]
                : T.CreateChecked(Math.ScaleB((2 * random.NextDouble()) - 1, random.Next(-60, 60)))),
        ];
    }
}

public sealed class DoubleMatrixMultiplyTests : MatrixMultiplyLaws<double>;

public sealed class SingleMatrixMultiplyTests : MatrixMultiplyLaws<float>;
