using System.Diagnostics;
using System.Globalization;
using SimdOptim.Benchmarks.Limits;
using SimdOptim.Benchmarks.Peers;
using SimdOptim.Benchmarks.Works;
using Spectre.Console;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>Ours beside its peers in one run of less than two minutes, and beside what the machine allows.</summary>
internal static class ComparisonReport
{
    /// <param name="jsonPath">The file to write too, or null.</param>
    public static void Write(string? jsonPath)
    {
        // Opened first: a bad path is found before two minutes have passed.
        using FileStream? file = jsonPath is null ? null : File.Create(jsonPath);
        long start = Stopwatch.GetTimestamp();
        IAnsiConsole console = Screen.Create();
        using PeerSet installed = PeerSet.Load();
        MachineLimits limits = MachineLimits.Measure();
        console.WriteLine(
            $"{Processor.Name}, one thread each but where two are named; medians, the contestants in turn; ratio = our time / theirs, median of pairs");
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
            $"{reached} of {rows.Count} rows reached, in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
        if (file is not null) ComparisonFile.Write(file, limits, rows, installed);
    }
}
