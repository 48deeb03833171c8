namespace SimdOptim.Cli.Reports;

/// <summary>
/// Predictions as comma-separated lines: of classes, the most probable one and the output for each (of two with one output, that
/// of the second); of numbers, the outputs.
/// </summary>
/// <param name="outputs"><c>[samples, outputCount]</c></param>
/// <param name="outputCount">The outputs of the network.</param>
/// <param name="classes">The names of the classes; empty for numbers.</param>
internal sealed class PredictionTable<T>(T[] outputs, int outputCount, string[] classes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int RowCount => outputs.Length / outputCount;

    /// <summary>Gets the number of rows whose outputs are not all finite.</summary>
    public int NotFiniteCount => outputs.Chunk(outputCount).Count(row => !Array.TrueForAll(row, T.IsFinite));

    /// <summary>Gets whether the outputs are those of the classes.</summary>
    public bool HasClasses => IsBinary || (classes.Length > 1 && classes.Length == outputCount);

    private bool IsBinary => outputCount == 1 && classes.Length == 2;

    public void Write(TextWriter writer)
    {
        string[] names = IsBinary ? [classes[1]] : HasClasses ? classes
            : [.. Enumerable.Range(0, outputCount).Select(i => $"output{i}")];
        writer.WriteLine(string.Join(',', HasClasses ? names.Prepend("prediction").Select(Cell) : names));
        foreach (T[] row in outputs.Chunk(outputCount))
        {
            IEnumerable<string> numbers = row.Select(value => Figures.Exact(double.CreateChecked(value)));
            writer.WriteLine(string.Join(',', HasClasses ? numbers.Prepend(Cell(classes[ClassOf(row)])) : numbers));
        }
    }

    private int ClassOf(T[] row)
    {
        if (IsBinary) return row[0] > T.CreateChecked(0.5) ? 1 : 0;
        int best = 0;
        for (int i = 1; i < row.Length; i++)
        {
            if (row[i] > row[best]) best = i;
        }

        return best;
    }

    private static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
