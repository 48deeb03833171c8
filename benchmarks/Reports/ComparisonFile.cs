using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using SimdOptim.Benchmarks.Limits;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Peers;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>
/// Writes the comparison as JSON: <c>{"machine": {…}, "rows": [{"work", "unit", "ours", "peers": {NAME: value}, "limit", "reach",
/// "ratios": {NAME: ours/theirs}, "reached"}]}</c>. A peer that is not installed has a row of its own. Its figures are replaced
/// by a text that says how to install it.
/// </summary>
internal static class ComparisonFile
{
    public static void Write(Stream stream, MachineLimits limits, IReadOnlyList<ComparisonRow> rows, PeerSet installed)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        Write(json, limits);
        json.WriteStartArray("rows");
        foreach (ComparisonRow row in rows) Write(json, row);
        foreach (string peer in installed.Missing) WriteMissing(json, peer);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MachineLimits limits)
    {
        json.WriteStartObject("machine");
        json.WriteString("processor", Processor.Name);
        json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
        WriteNumber(json, "gigaflops", limits.Peak);
        WriteNumber(json, "adamByHandNanoseconds", limits.AdamNanoseconds);
        json.WriteStartObject("gigabytesPerSecond");
        foreach (MemoryLevel level in limits.Levels)
        {
            json.WriteStartObject(level.Name);
            WriteNumber(json, "read", level.Read);
            WriteNumber(json, "copy", level.Copy);
            WriteNumber(json, "triad", level.Triad);
            WriteNumber(json, "update", level.Update);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ComparisonRow row)
    {
        json.WriteStartObject();
        json.WriteString("work", row.Work.Name);
        json.WriteString("unit", row.Work.Unit.Symbol);
        WriteNumber(json, "ours", row.Ours);
        json.WriteStartObject("peers");
        foreach (string peer in row.Work.Peers)
        {
            if (row.FigureOf(peer) is { } figure) WriteNumber(json, peer, figure);
            else json.WriteString(peer, PeerSet.HowToInstall(peer));
        }

        json.WriteEndObject();
        WriteNumber(json, "limit", row.Limit);
        json.WriteString("reach", row.Reach);
        json.WriteStartObject("ratios");
        foreach (Goal goal in row.Work.Goals)
        {
            if (row.RatioAt(goal) is { } ratio) WriteNumber(json, goal.Peer, ratio);
        }

        json.WriteEndObject();
        if (row.Reached is { } reached) json.WriteBoolean("reached", reached);
        else json.WriteNull("reached");
        json.WriteEndObject();
    }

    private static void WriteMissing(Utf8JsonWriter json, string peer)
    {
        json.WriteStartObject();
        json.WriteString("work", $"{peer} is {PeerSet.HowToInstall(peer)}");
        json.WriteString("unit", "");
        json.WriteNull("ours");
        json.WriteStartObject("peers");
        json.WriteString(peer, PeerSet.HowToInstall(peer));
        json.WriteEndObject();
        json.WriteString("reach", "");
        json.WriteNull("reached");
        json.WriteEndObject();
    }

    /// <summary>Writes five significant digits; more would be noise.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string name, double value) =>
        json.WriteNumber(name, double.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
