using FsCheck;
using FsCheck.Fluent;

namespace SimdOptim.Testing;

/// <summary>Three random numbers in [0, 1), from which a set of laws makes the hyperparameters of what it checks.</summary>
/// <param name="A">The first number, in thousandths.</param>
/// <param name="B">The second.</param>
/// <param name="C">The third.</param>
/// <example><code>RuleLaws.Of(draw =&gt; new Adam(0.95 * draw.A, 0.5 + (0.499 * draw.B), 1e-3 * draw.C))</code></example>
public sealed record Draw(double A, double B, double C)
{
    /// <summary>Gets the draw that others are shrunk to, and of the laws of one case: 0.5 everywhere.</summary>
    public static Draw Middle { get; } = new(0.5, 0.5, 0.5);

    /// <summary>Gets all draws.</summary>
    public static Arbitrary<Draw> Any { get; } = Arb.From(
        from a in Gen.Choose(0, 999)
        from b in Gen.Choose(0, 999)
        from c in Gen.Choose(0, 999)
        select new Draw(a / 1000.0, b / 1000.0, c / 1000.0),
        draw => draw == Middle ? [] : [Middle]);

    /// <summary>Returns the smaller numbers that a whole number is shrunk to.</summary>
    internal static IEnumerable<int> Shrink(int value, int least = 0) =>
        new[] { least, least + ((value - least) / 2), value - 1 }.Where(one => one >= least && one < value).Distinct();
}
