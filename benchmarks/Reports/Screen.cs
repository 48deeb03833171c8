using Spectre.Console;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>
/// Creates the console for reports: with colors in a terminal, or as plain text of a fixed width if redirected.
/// </summary>
internal static class Screen
{
    private const int PlainWidth = 170;

    public static IAnsiConsole Create()
    {
        IAnsiConsole console = AnsiConsole.Console;
        if (!Console.IsOutputRedirected) return console;
        console.Profile.Capabilities.Ansi = false;
        console.Profile.Width = PlainWidth;
        return console;
    }

    /// <summary>Creates a table with a left-aligned first column; the others are right-aligned.</summary>
    public static Table CreateTable(string first, IEnumerable<string> others)
    {
        Table table = new Table().MarkdownBorder().AddColumn(new TableColumn(new Text(first)));
        foreach (string other in others) table.AddColumn(new TableColumn(new Text(other)).RightAligned());
        return table;
    }

    public static void AddTexts(this Table table, params IEnumerable<string> cells) =>
        table.AddRow(cells.Select(cell => new Text(cell)));
}
