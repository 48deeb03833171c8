namespace SimdOptim.Experiments.Frame;

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
