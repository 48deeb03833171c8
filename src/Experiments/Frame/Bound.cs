namespace SimdOptim.Experiments.Frame;

/// <summary>How far from a figure ours may be, and why so far.</summary>
/// <param name="Value">The largest difference that agrees.</param>
/// <param name="Reason">Why not less, in a few words.</param>
public sealed record Bound(double Value, string Reason)
{
    /// <summary>Half of the last digit of the figure that is printed to the most digits.</summary>
    public static Bound LastDigit(params IEnumerable<PrintedFigure> figures) =>
        new(figures.Min(figure => figure.HalfUnit), "half of the last printed digit");

    /// <summary>For figures printed to more digits than another order of the same operations leaves.</summary>
    public static Bound Rounding { get; } = new(1e-12, "rounding in double, which depends on the order of operations");

    public static Bound Exact { get; } = new(0, "a count of samples: none may differ");
}
