using System.Text.Json;
using SimdOptim.Experiments.Frame;

namespace SimdOptim.Cli.Reports;

/// <summary>
/// Every row of an experiment for other programs. A number that is not finite is null, for JSON has no word for it.
/// </summary>
internal static class FindingsFile
{
    public const string Name = "results.json";

    public static void Write(ReportDirectory directory, Outcome outcome) => directory.Write(Name, stream =>
    {
        (Experiment experiment, Findings findings, _) = outcome;
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("experiment", experiment.Name);
        json.WriteString("description", experiment.Description);
        json.WriteBoolean("passes", findings.Passes);
        json.WriteStartObject("sources");
        foreach ((string name, string source) in findings.Sources) json.WriteString(name, source);
        json.WriteEndObject();
        json.WriteStartArray("tables");
        foreach (Comparison table in findings.Tables) Write(json, table);
        json.WriteEndArray();
        Texts(json, "notes", findings.Notes);
        Texts(json, "pictures", findings.Pictures.Select(picture => picture.Name));
        json.WriteEndObject();
    });

    /// <summary>A verdict in a word or two.</summary>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Agrees => "agrees",
        Verdict.Differs => "differs",
        _ => "source wrong",
    };

    private static void Write(Utf8JsonWriter json, Comparison table)
    {
        json.WriteStartObject();
        json.WriteString("title", table.Title);
        json.WriteString("expectedFrom", table.ExpectedName);
        json.WriteStartArray("rows");
        foreach (Row row in table.Rows) Write(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Row row)
    {
        json.WriteStartObject();
        json.WriteString("figure", row.Figure);
        if (row.Source.Length > 0) json.WriteString("source", row.Source);
        if (row.Expected.Count > 0) Numbers(json, "expected", row.Expected);
        else json.WriteString("relation", row.ExpectedText);
        Numbers(json, "ours", row.Ours);
        Number(json, "difference", row.Difference);
        Number(json, "bound", row.Bound?.Value);
        json.WriteString("boundReason", row.Bound?.Reason);
        json.WriteString("verdict", Word(row.Verdict));
        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, string name, IReadOnlyList<double> numbers)
    {
        if (numbers.Count == 1)
        {
            Number(json, name, numbers[0]);
            return;
        }

        json.WriteStartArray(name);
        foreach (double number in numbers)
        {
            if (double.IsFinite(number)) json.WriteNumberValue(number);
            else json.WriteNullValue();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
