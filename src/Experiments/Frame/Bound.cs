namespace SimdOptim.Experiments.Frame;

/// <summary>The largest allowed difference from a figure, and its reason.</summary>
/// <param name="Value">The largest difference that agrees.</param>
/// <param name="Reason">Why it is not smaller, in a few words.</param>
public sealed record Bound(double Value, string Reason)
{
    /// <summary>Half of the last digit of the figure that is printed to the most digits.</summary>
    public static Bound LastDigit(params IEnumerable<PrintedFigure> figures) =>
        new(figures.Min(figure => figure.HalfUnit), "half of the last printed digit");

    /// <summary>For figures printed to more digits than survive another order of the operations.</summary>
    public static Bound Rounding { get; } = new(1e-12, "rounding in double, which depends on the order of operations");

    public static Bound Exact { get; } = new(0, "a count of samples: none may differ");
}
