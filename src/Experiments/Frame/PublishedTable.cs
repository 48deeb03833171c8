namespace SimdOptim.Experiments.Frame;

/// <summary>Figures of one kind that one source printed.</summary>
/// <param name="Of">The run or case that they are of.</param>
/// <param name="Quantity">What was printed.</param>
/// <param name="Source">The short name of the source.</param>
/// <param name="Printed">The figures as they were printed.</param>
/// <param name="Epochs">The epoch of each, where there are epochs.</param>
/// <param name="Fault">The short name of what is wrong with them, if they are known to be wrong.</param>
public sealed record PublishedTable(
    string Of,
    string Quantity,
    string Source,
    IReadOnlyList<string> Printed,
    IReadOnlyList<int>? Epochs = null,
    string? Fault = null)
{
    public IReadOnlyList<PrintedFigure> Figures => [.. Printed.Select(text => new PrintedFigure(text))];

    /// <summary>The figures from one epoch to another, both included.</summary>
    public PublishedTable Between(int first, int last)
    {
        int[] kept = [.. Enumerable.Range(0, Printed.Count).Where(i => Epochs![i] >= first && Epochs[i] <= last)];
        return this with { Printed = [.. kept.Select(i => Printed[i])], Epochs = [.. kept.Select(i => Epochs![i])] };
    }

    /// <summary>A row a figure, each against ours of its epoch.</summary>
    /// <param name="ours">Our figure of an epoch.</param>
    /// <param name="bound">How near it must be, if not to the last printed digit.</param>
    public IEnumerable<Row> Against(Func<int, double> ours, Bound? bound = null) => Epochs!.Zip(Figures, (epoch, figure) =>
    {
        string name = $"{Quantity}, epoch {Charts.Figures.Count(epoch)}";
        return Fault is null
            ? Row.Of(name, Source, figure, ours(epoch), bound)
            : Row.WrongInSource(name, Source, figure, ours(epoch));
    });

    /// <summary>One row for all figures, which belong together.</summary>
    public Row Against(string figure, IReadOnlyList<double> ours, Bound? bound = null) =>
        Row.Of(figure, Source, Figures, ours, bound);
}
