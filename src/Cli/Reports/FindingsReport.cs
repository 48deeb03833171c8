using System.Globalization;
using SimdOptim.Experiments.Frame;
using Spectre.Console;

namespace SimdOptim.Cli.Reports;

/// <summary>What is written about an experiment: tables and notes on the screen, figures and pictures in files.</summary>
internal static class FindingsReport
{
    public const string Name = "results.json";

    public static void Write(Terminal terminal, ReportDirectory directory, Outcome outcome)
    {
        Findings findings = outcome.Findings;
        directory.Write(Name, stream => Json.Write(stream, Members(outcome)));
        foreach (Picture picture in findings.Pictures) directory.Write(picture.Name, picture.Panel.ToSvg());

        IAnsiConsole console = terminal.CreateConsole();
        console.WriteLine();
        Line($"{outcome.Experiment.Name}: {outcome.Experiment.Description}");
        foreach ((string name, string source) in findings.Sources) Line($"  source {name}: {source}");
        foreach (Comparison table in findings.Tables)
        {
            console.WriteLine();
            Line(table.Title);
            console.Write(Draw(table));
            foreach (Bound bound in table.Rows.Select(row => row.Bound).OfType<Bound>().Distinct())
                Line($"  bound {Short(bound.Value)}: {bound.Reason}");
        }

        console.WriteLine();
        foreach (string note in findings.Notes) Line($"note: {note}");
        Line($"{Summary(findings)} In {Figures.Time(outcome.Duration)}.");
        IEnumerable<string> files = [Name, .. findings.Pictures.Select(picture => picture.Name)];
        Line($"written: {string.Join(", ", files.Select(directory.Resolve))}");

        void Line(string text) => console.Write(new Paragraph(text + "\n"));
    }

    /// <summary>Writes a table of all experiments.</summary>
    public static void WriteSummary(Terminal terminal, IReadOnlyList<Outcome> outcomes)
    {
        Table table = new Table().RoundedBorder().AddColumns("experiment", "rows", "agree", "source wrong", "differ", "time");
        foreach (Outcome outcome in outcomes)
        {
            Findings findings = outcome.Findings;
            string[] cells =
            [
                outcome.Experiment.Name, $"{findings.Rows.Count()}", $"{findings.Count(Verdict.Agrees)}",
                $"{findings.Count(Verdict.SourceIsWrong)}", $"{findings.Count(Verdict.Differs)}", Figures.Time(outcome.Duration),
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        foreach (TableColumn column in table.Columns.Skip(1)) column.RightAligned();
        IAnsiConsole console = terminal.CreateConsole();
        console.WriteLine();
        console.Write(table);
    }

    private static IEnumerable<(string Name, object? Value)> Members(Outcome outcome) =>
    [
        ("experiment", outcome.Experiment.Name),
        ("description", outcome.Experiment.Description),
        ("passes", outcome.Findings.Passes),
        ("sources", outcome.Findings.Sources.Select(source => (source.Key, (object?)source.Value))),
        ("tables", outcome.Findings.Tables.Select(Members)),
        ("notes", outcome.Findings.Notes),
        ("pictures", outcome.Findings.Pictures.Select(picture => picture.Name)),
    ];

    private static IEnumerable<(string Name, object? Value)> Members(Comparison table) =>
        [("title", table.Title), ("expectedFrom", table.ExpectedName), ("rows", table.Rows.Select(Members))];

    private static IEnumerable<(string Name, object? Value)> Members(Row row) =>
    [
        ("figure", row.Figure),
        .. row.Source.Length > 0 ? [("source", row.Source)] : Array.Empty<(string, object?)>(),
        row.Expected.Count > 0 ? ("expected", OneOrAll(row.Expected)) : ("relation", row.ExpectedText),
        ("ours", OneOrAll(row.Ours)),
        ("difference", row.Difference),
        ("bound", row.Bound?.Value),
        ("boundReason", row.Bound?.Reason),
        ("verdict", Word(row.Verdict)),
    ];

    private static object OneOrAll(IReadOnlyList<double> numbers) => numbers.Count == 1 ? numbers[0] : numbers;

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Agrees => "agrees",
        Verdict.Differs => "differs",
        _ => "source wrong",
    };

    private static string Summary(Findings findings)
    {
        int wrong = findings.Count(Verdict.SourceIsWrong), differing = findings.Count(Verdict.Differs);
        string text = $"{findings.Count(Verdict.Agrees)} of {findings.Rows.Count()} rows agree";
        if (wrong > 0) text += $", in {wrong} the source is wrong";
        return differing > 0 ? $"{text}, {differing} DIFFER." : $"{text}.";
    }

    private static Table Draw(Comparison comparison)
    {
        bool hasSources = comparison.Rows.Any(row => row.Source.Length > 0);
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("figure").Padding(0, 0, 1, 0));
        if (hasSources) table.AddColumn(new TableColumn("source").NoWrap().Padding(0, 0, 1, 0));
        foreach (string name in (ReadOnlySpan<string>)[comparison.ExpectedName, "ours", "difference", "bound"])
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap().Padding(0, 0, 1, 0));
        table.AddColumn(new TableColumn("verdict").NoWrap().Padding(0, 0, 0, 0));
        foreach (Row row in comparison.Rows)
        {
            List<Text> cells = [new(row.Figure)];
            if (hasSources) cells.Add(new(row.Source));
            cells.AddRange([new(row.ExpectedText), new(row.OursText), new(Short(row.Difference)), new(Short(row.Bound?.Value))]);
            cells.Add(new(Word(row.Verdict), StyleOf(row.Verdict)));
            table.AddRow(cells);
        }

        return table;
    }

    private static Style StyleOf(Verdict verdict) => verdict switch
    {
        Verdict.Agrees => new Style(Color.Green),
        Verdict.Differs => new Style(Color.Red, decoration: Decoration.Bold),
        _ => new Style(Color.Yellow),
    };

    private static string Short(double? value) => value switch
    {
        null => "",
        0 => "0",
        double.PositiveInfinity => "inf",
        { } number => number.ToString(number == Math.Round(number, 3) ? "0.###" : "0.#e-0", CultureInfo.InvariantCulture),
    };
}
