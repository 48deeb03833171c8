using System.Numerics;

namespace SimdOptim.Tests.Simd;

/// <summary>Numbers of every kind: signed zeros, denormals, infinities, NaN, and magnitudes over the whole range.</summary>
internal static class Samples
{
    public static T[] Specials<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T> =>
    [
        T.Zero, T.NegativeZero, T.One, -T.One, T.Epsilon, -T.Epsilon, T.MaxValue, T.MinValue, T.PositiveInfinity, T.NegativeInfinity,
        T.NaN, SmallestNormal<T>(), -SmallestNormal<T>(), T.BitDecrement(SmallestNormal<T>()), T.CreateChecked(0.5), T.CreateChecked(1.5),
        T.CreateChecked(2.5), T.CreateChecked(-0.5), T.CreateChecked(-2.5), T.BitDecrement(T.One), T.BitIncrement(T.One),
    ];

    /// <summary>Returns numbers with uniform sign, exponent and significand, one in ten of them a special value.</summary>
    public static T[] Any<T>(int count, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        Random random = new(seed);
        T[] specials = Specials<T>();
        T[] result = new T[count];
        for (int i = 0; i < count; i++)
        {
            result[i] = random.Next(10) == 0 ? specials[random.Next(specials.Length)]
                : typeof(T) == typeof(float) ? T.CreateChecked(BitConverter.Int32BitsToSingle((int)random.NextInt64()))
                : T.CreateChecked(BitConverter.Int64BitsToDouble(random.NextInt64() << 1 | (long)random.Next(2)));
        }

        return result;
    }

    /// <summary>Returns finite numbers of either sign, uniform in [-scale, scale).</summary>
    public static T[] Uniform<T>(int count, int seed, double scale = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(seed);
        T[] result = new T[count];
        for (int i = 0; i < count; i++) result[i] = T.CreateChecked(((2 * random.NextDouble()) - 1) * scale);
        return result;
    }

    public static T SmallestNormal<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? T.CreateChecked(1.17549435e-38f) : T.CreateChecked(2.2250738585072014e-308);
}
