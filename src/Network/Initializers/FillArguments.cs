using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>Validates the arguments of <see cref="IInitializer.Fill"/>.</summary>
internal static class FillArguments
{
    public static void Validate(ReadOnlySpan<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Validate(order);
        ArgumentOutOfRangeException.ThrowIfLessThan(fanIn, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fanOut, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fanOut, Array.MaxLength / fanIn);
        Throw.IfLengthIsNot(fanIn * fanOut, weights);
    }

    public static void Validate(DrawOrder order)
    {
        if (order is not (DrawOrder.OutputsFirst or DrawOrder.InputsFirst))
        {
            throw new ArgumentOutOfRangeException(
                nameof(order), order, $"order must be OutputsFirst or InputsFirst; it was {order}.");
        }
    }
}
