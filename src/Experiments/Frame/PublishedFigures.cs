using System.Globalization;
using System.Text.Json;

namespace SimdOptim.Experiments.Frame;

/// <summary>The published figures of an experiment with their sources, read from a file.</summary>
/// <param name="Sources">The sources by their short names.</param>
/// <param name="Faults">The explanations of wrong figures by their short names.</param>
/// <param name="Tables">The figures.</param>
public sealed record PublishedFigures(
    IReadOnlyDictionary<string, string> Sources, IReadOnlyDictionary<string, string> Faults, IReadOnlyList<PublishedTable> Tables)
{
    public static PublishedFigures None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>(), []);

    /// <summary>Reads the figures embedded in the assembly.</summary>
    public static PublishedFigures Of(string experiment)
    {
        string name = $"SimdOptim.Experiments.Published.{experiment}.json";
        using Stream json = typeof(PublishedFigures).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException(name);
        return JsonSerializer.Deserialize<PublishedFigures>(json, JsonSerializerOptions.Web)!;
    }

    public IEnumerable<PublishedTable> About(string run) => Tables.Where(table => table.Of == run);

    /// <summary>The figures of a run that one source printed.</summary>
    public PublishedTable Table(string run, string quantity) => About(run).Single(table => table.Quantity == quantity);
}

/// <summary>Figures of one kind that one source printed.</summary>
/// <param name="Of">The run or case.</param>
/// <param name="Quantity">The quantity that was printed.</param>
/// <param name="Source">The short name of the source.</param>
/// <param name="Printed">The figures as they were printed.</param>
/// <param name="Epochs">The epoch of each, or null.</param>
/// <param name="Fault">The short name of the explanation if they are known to be wrong, or null.</param>
public sealed record PublishedTable(
    string Of,
    string Quantity,
    string Source,
    IReadOnlyList<string> Printed,
    IReadOnlyList<int>? Epochs = null,
    string? Fault = null)
{
    public IReadOnlyList<PrintedFigure> Figures => [.. Printed.Select(text => new PrintedFigure(text))];

    /// <summary>The figures from one epoch to another, inclusive.</summary>
    public PublishedTable Between(int first, int last)
    {
        int[] kept = [.. Enumerable.Range(0, Printed.Count).Where(i => Epochs![i] >= first && Epochs[i] <= last)];
        return this with { Printed = [.. kept.Select(i => Printed[i])], Epochs = [.. kept.Select(i => Epochs![i])] };
    }

    /// <summary>One row for each figure, compared with ours of its epoch.</summary>
    /// <param name="ours">Returns our figure of an epoch.</param>
    /// <param name="bound">The largest difference; by default half of the last printed digit.</param>
    public IEnumerable<Row> Against(Func<int, double> ours, Bound? bound = null) => Epochs!.Zip(Figures, (epoch, figure) =>
    {
        string name = $"{Quantity}, epoch {Charts.Figures.Count(epoch)}";
        return Fault is null
            ? Row.Of(name, Source, figure, ours(epoch), bound)
            : Row.WrongInSource(name, Source, figure, ours(epoch));
    });

    /// <summary>One row for all figures together.</summary>
    public Row Against(string figure, IReadOnlyList<double> ours, Bound? bound = null) =>
        Row.Of(figure, Source, Figures, ours, bound);
}

/// <summary>A number as it was printed, digit by digit.</summary>
public readonly record struct PrintedFigure(string Text)
{
    public double Value =>
        Text == "inf" ? double.PositiveInfinity : double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The number of decimals, including negative powers of ten: 11 for <c>1.67e-09</c>.</summary>
    public int Decimals
    {
        get
        {
            int e = Text.IndexOf('e');
            string mantissa = e < 0 ? Text : Text[..e];
            int point = mantissa.IndexOf('.');
            int exponent = e < 0 ? 0 : int.Parse(Text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            return Math.Max(0, (point < 0 ? 0 : mantissa.Length - point - 1) - exponent);
        }
    }

    /// <summary>Half a unit of the last printed digit.</summary>
    public double HalfUnit => 0.5 * Math.Pow(10, -Decimals);
}
