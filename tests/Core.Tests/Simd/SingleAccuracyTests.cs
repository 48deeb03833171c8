using SimdOptim.Simd;

namespace SimdOptim.Tests.Simd;

/// <summary>
/// Checks the error bounds for <see cref="float"/> against double precision, over every 397th bit pattern, or over all if the
/// environment variable SIMDOPTIM_EXHAUSTIVE is 1.
/// </summary>
public sealed class SingleAccuracyTests
{
    private const int BlockLength = 4096;

    private static readonly ulong _stride = Environment.GetEnvironmentVariable("SIMDOPTIM_EXHAUSTIVE") == "1" ? 1UL : 397UL;

    private delegate void Function(ReadOnlySpan<float> source, Span<float> destination);

    [Fact]
    public void Exp_is_within_its_bound() => AssertWithin(1.1, ElementaryFunctions.Exp, Math.Exp);

    [Fact]
    public void Log_is_within_its_bound() => AssertWithin(1.1, ElementaryFunctions.Log, Math.Log);

    [Fact]
    public void Sigmoid_is_within_its_bound() =>
        AssertWithin(2.5, ElementaryFunctions.Sigmoid, x => x > 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x)));

    [Fact]
    public void Tanh_is_within_its_bound() => AssertWithin(2.5, ElementaryFunctions.Tanh, Math.Tanh);

    [Fact]
    public void Softplus_is_within_its_bound() =>
        AssertWithin(2, ElementaryFunctions.Softplus, x => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x))));

    // DoubleAccuracyTests checks both in double, with errors far below one ulp of float.
    [Fact]
    public void Normal_distribution_is_within_its_bound() =>
        AssertWithin(7, ElementaryFunctions.NormalDistribution, x => InDouble(ElementaryFunctions.NormalDistribution, x));

    [Fact]
    public void Normal_density_is_within_its_bound() => AssertWithin(
        3, NormalDensityFunction<float>.Run, x => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));

    [Fact]
    public void Expm1_is_within_its_bound() => AssertWithin(
        1.5, Expm1Function<float>.Run, x => x >= 0 ? 0 : InDouble(Expm1Function<double>.Run, x));

    private static double InDouble(Action<ReadOnlySpan<double>, Span<double>> function, double x)
    {
        Span<double> value = [x];
        function(value, value);
        return value[0];
    }

    // Kahan's formula: the rounding error of 1 + x cancels in the quotient.
    private static double Log1p(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    private static void AssertWithin(double bound, Function function, Func<double, double> reference)
    {
        float[] source = new float[BlockLength], actual = new float[BlockLength];
        for (ulong bits = 0; bits <= uint.MaxValue;)
        {
            int count = 0;
            for (; count < BlockLength && bits <= uint.MaxValue; bits += _stride)
                source[count++] = BitConverter.UInt32BitsToSingle((uint)bits);
            function(source.AsSpan(0, count), actual.AsSpan(0, count));
            for (int i = 0; i < count; i++)
            {
                double expected = reference(source[i]);
                if (!IsWithin(bound, expected, actual[i])) Assert.Fail($"f({source[i]:R}) is {expected:R}, not {actual[i]:R}");
            }
        }
    }

    private static bool IsWithin(double bound, double expected, float actual)
    {
        float rounded = (float)expected;
        if (!float.IsFinite(rounded) || !float.IsFinite(actual)) return Same.Bits(rounded, actual);
        return Math.Abs(actual - expected) <= bound * Math.Max(Math.Abs(expected) * UlpOf(expected), float.Epsilon);
    }

    // One ulp relative to the number: 2⁻²³ divided by a significand in [1, 2).
    private static double UlpOf(double value) => value == 0 ? 0 : Math.ScaleB(1, Math.ILogB(value) - 23) / Math.Abs(value);
}
