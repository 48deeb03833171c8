using System.Numerics;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Simd;

/// <summary>Compares the operations of every vector type, lane by lane, with the scalar operations of .NET.</summary>
public abstract class SimdVectorLaws<TVector, T>
    where TVector : struct, ISimdVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    private static readonly T[] _values = [.. Samples.Specials<T>(), .. Samples.Any<T>(43, 1), .. Samples.Uniform<T>(64, 2, 100)];

    private static readonly int _largestExponent = typeof(T) == typeof(float) ? 127 : 1023;

    [Fact]
    public void The_number_of_significant_bits_is_that_of_the_type() =>
        Assert.Equal(typeof(T) == typeof(float) ? 24 : 53, TVector.SignificandBits);

    [Fact]
    public void Load_and_Store_touch_their_lanes_only()
    {
        T[] destination = new T[TVector.Count + 4];
        TVector.Load(in _values[0], 3).Store(ref destination[0], 2);
        for (int i = 0; i < destination.Length; i++)
        {
            bool inside = i >= 2 && i < 2 + TVector.Count;
            Same.AssertBits(inside ? _values[i + 1] : T.Zero, destination[i], $"element {i}");
        }
    }

    [Fact]
    public void Masked_loads_and_stores_touch_the_first_lanes_only()
    {
        T[] source =
            GC.AllocateArray<T>(TVector.Count, pinned: true), destination = GC.AllocateArray<T>(TVector.Count, pinned: true);
        for (int count = 0; count <= TVector.Count; count++)
        {
            TVector mask = TVector.FirstLanes(count);
            for (int lane = 0; lane < source.Length; lane++) source[lane] = _values[lane + count];
            TVector loaded = TVector.LoadMasked(in source[0], mask);
            loaded.Store(ref destination[0], 0);
            for (int lane = 0; lane < source.Length; lane++)
                Same.AssertBits(lane < count ? source[lane] : T.Zero, destination[lane], $"lane {lane} of {count} loaded");

            Array.Fill(destination, T.E);
            TVector.Load(in source[0], 0).StoreMasked(ref destination[0], mask);
            for (int lane = 0; lane < source.Length; lane++)
                Same.AssertBits(lane < count ? source[lane] : T.E, destination[lane], $"lane {lane} of {count} stored");
        }
    }

    [Fact]
    public void Create_and_Constant_fill_every_lane()
    {
        T[] lanes = new T[TVector.Count];
        TVector.Create(T.Pi).Store(ref lanes[0], 0);
        Assert.All(lanes, lane => Assert.Equal(T.Pi, lane));
        TVector.Constant(0.1).Store(ref lanes[0], 0);
        Assert.All(lanes, lane => Assert.Equal(T.CreateChecked(0.1), lane));
    }

    [Fact]
    public void Arithmetic_is_correctly_rounded()
    {
        Binary((x, y) => x + y, (x, y) => x + y);
        Binary((x, y) => x - y, (x, y) => x - y);
        Binary((x, y) => x * y, (x, y) => x * y);
        Binary((x, y) => x / y, (x, y) => x / y);
        Unary(x => -x, x => -x, _values);
        Unary(TVector.Sqrt, T.Sqrt, _values);
        Unary(TVector.Abs, T.Abs, _values);
    }

    [Fact]
    public void CopySign_takes_the_sign_of_zeros_too() => Binary(TVector.CopySign, T.CopySign);

    [Fact]
    public void Min_and_Max_propagate_NaN_and_order_the_zeros()
    {
        Binary(TVector.Min, T.Min);
        Binary(TVector.Max, T.Max);
        Same.AssertBits(T.NegativeZero, First(TVector.Min(TVector.Create(T.Zero), TVector.Create(T.NegativeZero))), "min(+0, -0)");
        Same.AssertBits(T.Zero, First(TVector.Max(TVector.Create(T.NegativeZero), TVector.Create(T.Zero))), "max(-0, +0)");
        Same.AssertBits(T.NaN, First(TVector.Max(TVector.Create(T.NaN), TVector.Create(T.One))), "max(NaN, 1)");
        Same.AssertBits(T.NaN, First(TVector.Min(TVector.Create(T.One), TVector.Create(T.NaN))), "min(1, NaN)");
    }

    [Fact]
    public void FusedMultiplyAdd_rounds_once()
    {
        Binary((x, y) => TVector.FusedMultiplyAdd(x, y, y), (x, y) => T.FusedMultiplyAdd(x, y, y));

        // (1 + u)² - (1 + 2u) = u², which is lost if the square is rounded first.
        T above = T.BitIncrement(T.One);
        T u = above - T.One;
        Assert.Equal(u * u, First(TVector.FusedMultiplyAdd(
            TVector.Create(above), TVector.Create(above), TVector.Create(-(T.One + u + u)))));
    }

    [Fact]
    public void SelectGreater_is_false_for_NaN() => Binary(
        (x, y) => TVector.SelectGreater(x, y, TVector.Constant(1), TVector.Constant(2)),
        (x, y) => x > y ? T.One : T.One + T.One);

    [Fact]
    public void Round_takes_ties_to_even() => Unary(TVector.Round, T.Round, _values);

    [Fact]
    public void PowerOfTwo_is_exact_over_all_normal_exponents()
    {
        T[] exponents = [.. Enumerable.Range(1 - _largestExponent, 2 * _largestExponent).Select(n => T.CreateChecked(n))];
        Unary(TVector.PowerOfTwo, n => T.ScaleB(T.One, int.CreateChecked(n)), exponents);
    }

    [Fact]
    public void Exponent_and_Significand_take_a_positive_normal_number_apart()
    {
        T[] values = [.. Samples.Any<T>(4000, 3).Select(T.Abs).Where(T.IsNormal), Samples.SmallestNormal<T>(), T.MaxValue, T.One];
        Unary(TVector.Exponent, x => T.CreateChecked(T.ILogB(x)), values);
        Unary(TVector.Significand, x => T.ScaleB(x, -T.ILogB(x)), values);
    }

    private static T First(TVector vector)
    {
        T[] lanes = new T[TVector.Count];
        vector.Store(ref lanes[0], 0);
        return lanes[0];
    }

    private static void Unary(Func<TVector, TVector> vector, Func<T, T> scalar, T[] values)
    {
        T[] lanes = new T[TVector.Count];
        for (int i = 0; i + TVector.Count <= values.Length; i++)
        {
            vector(TVector.Load(in values[0], (nuint)i)).Store(ref lanes[0], 0);
            for (int lane = 0; lane < lanes.Length; lane++)
                Same.AssertBits(scalar(values[i + lane]), lanes[lane], $"f({values[i + lane]:R})");
        }
    }

    // Every value is combined with every special value, on both sides.
    private static void Binary(Func<TVector, TVector, TVector> vector, Func<T, T, T> scalar)
    {
        foreach (T fixedValue in Samples.Specials<T>())
        {
            Unary(x => vector(x, TVector.Create(fixedValue)), x => scalar(x, fixedValue), _values);
            Unary(x => vector(TVector.Create(fixedValue), x), x => scalar(fixedValue, x), _values);
        }
    }
}
