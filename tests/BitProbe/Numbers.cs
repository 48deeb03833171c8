using System.Numerics;

namespace SimdOptim.BitProbe;

/// <summary>
/// Pseudo-random numbers from integer arithmetic, without library functions whose bits could depend on the processor.
/// </summary>
internal sealed class Numbers(ulong seed)
{
    private ulong _state = seed;

    // SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
    public ulong Next()
    {
        ulong value = _state += 0x9E3779B97F4A7C15;
        value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9;
        value = (value ^ value >> 27) * 0x94D049BB133111EB;
        return value ^ value >> 31;
    }

    /// <summary>Returns numbers in [-scale, scale), where scale is a power of two.</summary>
    public T[] Uniform<T>(int count, double scale = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] values = new T[count];
        for (int i = 0; i < count; i++) values[i] = T.CreateChecked((long)Next() * 1.0842021724855044e-19 * scale); // 2⁻⁶³
        return values;
    }

    /// <summary>Returns numbers of any sign, exponent and significand, including NaN and infinities.</summary>
    public T[] OfAnyBits<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] values = new T[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = typeof(T) == typeof(float)
                ? T.CreateChecked(BitConverter.UInt32BitsToSingle((uint)Next()))
                : T.CreateChecked(BitConverter.UInt64BitsToDouble(Next()));
        }

        return values;
    }
}
