using System.Globalization;

namespace SimdOptim.Experiments.Frame;

/// <summary>One line of a comparison: the expected figure, ours, and whether they agree.</summary>
public sealed class Row
{
    private const int LongestText = 11;

    private Row(string figure, string source) => (Figure, Source) = (figure, source);

    /// <summary>What is compared.</summary>
    public string Figure { get; }

    /// <summary>The short name of the source, or an empty string.</summary>
    public string Source { get; }

    /// <summary>The expected numbers; empty if a relation is expected.</summary>
    public IReadOnlyList<double> Expected { get; private init; } = [];

    public required IReadOnlyList<double> Ours { get; init; }

    /// <summary>The expectation for people.</summary>
    public required string ExpectedText { get; init; }

    public required string OursText { get; init; }

    /// <summary>The largest difference; null if a relation is expected.</summary>
    public double? Difference { get; private init; }

    public Bound? Bound { get; private init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Compares one printed figure, by default to its last digit.</summary>
    public static Row Of(string figure, string source, PrintedFigure expected, double ours, Bound? bound = null) =>
        Of(figure, source, [expected], [ours], bound);

    /// <summary>Compares several figures in one row, by default to the last digit.</summary>
    /// <exception cref="ArgumentException">There is not one of ours for each.</exception>
    public static Row Of(
        string figure, string source, IReadOnlyList<PrintedFigure> expected, IReadOnlyList<double> ours, Bound? bound = null)
    {
        if (expected.Count != ours.Count)
            throw new ArgumentException($"{figure}: {expected.Count} figures, {ours.Count} of ours.", nameof(ours));
        bound ??= Bound.LastDigit(expected);
        double difference = Distance([.. expected.Select(printed => printed.Value)], ours);
        int decimals = Math.Min(expected.Max(printed => printed.Decimals) + 1, 15);
        return new Row(figure, source)
        {
            Expected = [.. expected.Select(printed => printed.Value)],
            Ours = ours,
            ExpectedText = expected.Count == 1 ? Shorten(expected[0].Text) : $"{expected.Count} figures",
            OursText = ours.Count == 1 ? Text(ours[0], decimals) : $"{ours.Count} figures",
            Difference = difference,
            Bound = bound,
            Verdict = difference <= bound.Value ? Verdict.Agrees : Verdict.Differs,
        };
    }

    /// <summary>Compares with a number that was not printed: from a closed form, or a mean of printed ones.</summary>
    public static Row Of(string figure, double expected, double ours, Bound bound, string source = "")
    {
        double difference = Distance([expected], [ours]);
        return new Row(figure, source)
        {
            Expected = [expected],
            Ours = [ours],
            ExpectedText = Text(expected, 6),
            OursText = Text(ours, 6),
            Difference = difference,
            Bound = bound,
            Verdict = difference <= bound.Value ? Verdict.Agrees : Verdict.Differs,
        };
    }

    /// <summary>Shows a figure that is known to be wrong; ours must differ by more than its last digit.</summary>
    public static Row WrongInSource(string figure, string source, PrintedFigure expected, double ours)
    {
        Row row = Of(figure, source, expected, ours);
        return new Row(figure, source)
        {
            Expected = row.Expected,
            Ours = row.Ours,
            ExpectedText = row.ExpectedText,
            OursText = row.OursText,
            Difference = row.Difference,
            Bound = double.IsFinite(expected.Value) ? row.Bound : null,
            Verdict = row.Verdict == Verdict.Differs ? Verdict.SourceIsWrong : Verdict.Differs,
        };
    }

    /// <summary>Checks a relation between our figures.</summary>
    /// <param name="figure">The name of the figure.</param>
    /// <param name="expected">The relation, <c>above 0.9</c>.</param>
    /// <param name="ours">The figure.</param>
    /// <param name="holds">Whether the relation holds.</param>
    /// <param name="text">The text of the figure; by default six digits.</param>
    public static Row Relation(string figure, string expected, double ours, bool holds, string? text = null) => new(figure, "")
    {
        Ours = [ours],
        ExpectedText = expected,
        OursText = text ?? Text(ours, 6),
        Verdict = holds ? Verdict.Agrees : Verdict.Differs,
    };

    private static double Distance(IReadOnlyList<double> expected, IReadOnlyList<double> ours) =>
        expected.Zip(ours, (e, o) => e.Equals(o) ? 0 : double.IsNaN(e - o) ? double.PositiveInfinity : Math.Abs(e - o)).Max();

    private static string Text(double value, int decimals)
    {
        if (!double.IsFinite(value)) return value.ToString(CultureInfo.InvariantCulture).Replace("Infinity", "inf");
        bool isSmall = value != 0 && (Math.Abs(value) < 1e-4 || Math.Abs(value) >= 1e6);
        return Shorten(value.ToString(isSmall ? "0.00000e-0" : $"F{decimals}", CultureInfo.InvariantCulture));
    }

    private static string Shorten(string text)
    {
        if (text.Length <= LongestText) return text;
        int e = text.IndexOf('e');
        string exponent = e < 0 ? "" : text[e..];
        return text[..(LongestText - 1 - exponent.Length)] + "…" + exponent;
    }
}

/// <summary>The result of a comparison.</summary>
public enum Verdict
{
    Agrees,
    Differs,

    /// <summary>The published figure is known to be wrong, and ours differs as it should.</summary>
    SourceIsWrong,
}

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
