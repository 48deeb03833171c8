using System.Diagnostics;
using System.Globalization;
using SimdOptim.Benchmarks.Limits;
using SimdOptim.Benchmarks.Peers;
using SimdOptim.Benchmarks.Works;
using Spectre.Console;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>Compares this library with its peers and with the limits of the machine, in less than two minutes.</summary>
internal static class ComparisonReport
{
    /// <param name="jsonPath">The path of a JSON file to write as well, or null.</param>
    public static void Write(string? jsonPath)
    {
        // Opened first, so that a bad path fails before the measurements.
        using FileStream? file = jsonPath is null ? null : File.Create(jsonPath);
        long start = Stopwatch.GetTimestamp();
        IAnsiConsole console = Screen.Create();
        using PeerSet installed = PeerSet.Load();
        MachineLimits limits = MachineLimits.Measure();
        console.WriteLine(
            $"{Processor.Name}, one thread unless two are named; medians, contestants in turn; "
            + "ratio = our time / theirs, median of pairs");
        console.WriteLine();
        ComparisonTable.Write(console, limits);

        List<ComparisonRow> rows = [];
        foreach (IReadOnlyList<Work> works in WorkList.Tables)
        {
            ComparisonRow[] measured = [.. works.Select(work => ComparisonRow.Measure(work, installed, limits))];
            ComparisonTable.Write(console, measured);
            rows.AddRange(measured);
        }

        foreach (string peer in installed.Missing) console.WriteLine($"{peer} is {PeerSet.HowToInstall(peer)}");
        if (installed.PyTorch is { } pyTorch) console.WriteLine($"PyTorch {pyTorch.Version}");
        int reached = rows.Count(row => row.Reached == true);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{reached} of {rows.Count} rows reach their goals; measured in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
        if (file is not null) ComparisonFile.Write(file, limits, rows, installed);
    }
}
