using System.Numerics;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Simd;

/// <summary>Every register width gives the same bits, for every length and all numbers.</summary>
public abstract class WidthLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    private const int LongestLength = 130;
    private const int SpansManyChunks = 5003;

    [Fact]
    public void Exp() => SameFunction<ElementaryFunctions.ExpFunction<T>>();

    [Fact]
    public void Log() => SameFunction<ElementaryFunctions.LogFunction<T>>();

    [Fact]
    public void Sigmoid() => SameFunction<ElementaryFunctions.SigmoidFunction<T>>();

    [Fact]
    public void Tanh() => SameFunction<ElementaryFunctions.TanhFunction<T>>();

    [Fact]
    public void Softplus() => SameFunction<ElementaryFunctions.SoftplusFunction<T>>();

    [Fact]
    public void NormalDistribution() => SameFunction<ElementaryFunctions.NormalDistributionFunction<T>>();

    [Fact]
    public void NormalDensity() => SameFunction<NormalDensityFunction<T>>();

    [Fact]
    public void Expm1() => SameFunction<Expm1Function<T>>();

    [Fact]
    public void Sum() => SameReduction(default(Reductions.Summation<T>));

    [Fact]
    public void Dot() => SameReduction(default(Reductions.ScalarProduct<T>));

    [Fact]
    public void SumOfSquares() => SameReduction(default(Reductions.SquareSum<T>));

    [Fact]
    public void SumOfScaledSquares() => SameReduction(new Reductions.SumOfScaledSquares<T>(T.CreateChecked(0.37)));

    [Fact]
    public void SumOfShiftedExponentials() =>
        SameReduction(new ElementaryFunctions.SumOfShiftedExponentials<T>(T.CreateChecked(90)));

    [Fact]
    public void Max() => SameReduction(default(Reductions.Maximum<T>));

    [Fact]
    public void MaxMagnitude() => SameReduction(default(Reductions.MaximumMagnitude<T>));

    [Fact]
    public void AllFinite()
    {
        foreach (int length in Lengths.Where(length => length > 0))
        {
            for (int place = 0; place < length; place += 1 + (length / 131))
            {
                // Starting at several distances from an aligned address.
                T[] room = new T[length + 3];
                Span<T> x = room.AsSpan(place & 3, length);
                x.Fill(T.MaxValue);
                AssertFinite(x, true);
                foreach (T value in new[] { T.NaN, T.PositiveInfinity, T.NegativeInfinity })
                {
                    x[place] = value;
                    AssertFinite(x, false);
                    x[place] = -T.MaxValue;
                }
            }
        }

        static void AssertFinite(ReadOnlySpan<T> x, bool expected)
        {
            Assert.Equal(expected, FiniteLoop.Run<T, ScalarVector<T>>(x));
            Assert.Equal(expected, FiniteLoop.Run<T, VariableVector<T>>(x));
            Assert.Equal(expected, FiniteLoop.Run<T, WideVector<T>>(x));
            Assert.Equal(expected, Reductions.AllFinite(x));
        }
    }

    private static IEnumerable<T[]> Inputs(int length, int seed) =>
        [Samples.Any<T>(length, seed), Samples.Uniform<T>(length, seed, 20), Samples.Uniform<T>(length, seed, 800)];

    private static IEnumerable<int> Lengths => Enumerable.Range(0, LongestLength + 1).Append(SpansManyChunks);

    private static void SameFunction<TFunction>()
        where TFunction : struct, IElementwiseFunction<T>
    {
        foreach (int length in Lengths)
        {
            foreach (T[] x in Inputs(length, length))
            {
                T[] scalar = new T[length], variable = new T[length], wide = new T[length];
                ElementwiseLoop.Run<T, ScalarVector<T>, TFunction>(default, x, scalar);
                ElementwiseLoop.Run<T, VariableVector<T>, TFunction>(default, x, variable);
                ElementwiseLoop.Run<T, WideVector<T>, TFunction>(default, x, wide);
                for (int i = 0; i < length; i++)
                {
                    Same.AssertBits(scalar[i], variable[i], $"f({x[i]:R}) at Vector<T>");
                    Same.AssertBits(scalar[i], wide[i], $"f({x[i]:R}) at Vector512<T>");
                }
            }
        }
    }

    private static void SameReduction<TReduction>(TReduction reduction)
        where TReduction : struct, IReduction<T>
    {
        foreach (int length in Lengths)
        {
            foreach ((T[] x, T[] y) in Inputs(length, length).Zip(Inputs(length, length + 1000)))
            {
                T scalar = ReductionLoop.Run<T, ScalarVector<T>, TReduction>(reduction, x, y);
                T variable = ReductionLoop.Run<T, VariableVector<T>, TReduction>(reduction, x, y);
                T wide = ReductionLoop.Run<T, WideVector<T>, TReduction>(reduction, x, y);
                Same.AssertBits(scalar, variable, $"{length} at Vector<T>");
                Same.AssertBits(scalar, wide, $"{length} at Vector512<T>");
                Same.AssertBits(scalar, ReductionLoop.Run(reduction, x, y), $"{length} on this machine");
            }
        }
    }
}
