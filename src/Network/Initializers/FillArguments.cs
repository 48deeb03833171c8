using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>What every initializer asks of the arguments of <see cref="IInitializer.Fill"/>.</summary>
internal static class FillArguments
{
    public static void Validate(ReadOnlySpan<double> weights, int fanIn, int fanOut, NumPyRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(fanIn, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fanOut, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fanOut, Array.MaxLength / fanIn);
        Throw.IfLengthIsNot(fanIn * fanOut, weights);
    }
}
