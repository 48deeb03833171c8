using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Works;
using Spectre.Console;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>Compares the first training step or inference of a process with later ones, with and without a warm-up.</summary>
internal static class ColdStart
{
    /// <summary>The first argument of a child process.</summary>
    public const string Argument = "first";

    private const string Training = "training step";
    private const string Inference = "inference";
    private const string Warm = "Warmup()";
    private const string Cold = "none";
    private const int Processes = 5;
    private const int Rounds = 5; // tiered compilation recompiles every 100 ms
    private static readonly TimeSpan _round = TimeSpan.FromMilliseconds(100);
    private static readonly NetworkShape[] _shapes = [.. WorkList.Shapes.Take(3)];

    /// <summary>Starts the processes and creates a table of the medians of their figures.</summary>
    public static Table CreateTable()
    {
        Table table = Screen.CreateTable(
            $"first call of a process, µs, medians of {Processes}",
            ["warm-up", "warm-up, ms", "first", "steady", "first/steady"]);
        foreach (string kind in (ReadOnlySpan<string>)[Training, Inference])
        {
            foreach (NetworkShape shape in _shapes)
            {
                foreach (string start in (ReadOnlySpan<string>)[Warm, Cold]) Add(table, kind, shape, start);
            }
        }

        return table;
    }

    /// <summary>Prints the nanoseconds of the warm-up, the first call and a steady call.</summary>
    public static void RunChild(TextWriter output, string kind, string start, string[] sizes)
    {
        int[] numbers = [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        NetworkData data = new(new NetworkShape(numbers[0], numbers[1..]));
        Action<int> work;
        Action warmup;
        if (kind == Training)
        {
            OurTraining ours = new(data);
            ours.UseSteadyLearningRate();
            (work, warmup) = (ours.Train, ours.Warmup);
        }
        else
        {
            OurInference ours = new(data, data.Shape.CreateNetwork());
            (work, warmup) = (ours.Infer, ours.Warmup);
        }

        List<double> times = new(1 << 20);
        Time(work, 0, times); // compiles the clock and this loop, which are not measured
        work(0);
        long begin = Stopwatch.GetTimestamp();
        if (start == Warm) warmup();
        double warmUpTime = Stopwatch.GetElapsedTime(begin).TotalNanoseconds;

        times.Clear();
        Time(work, 1, times);
        double first = times[0];
        for (int round = 0; round < Rounds; round++)
        {
            times.Clear();
            long now = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(now) < _round) Time(work, 1, times);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{warmUpTime} {first} {times.Median()}"));
    }

    private static void Add(Table table, string kind, NetworkShape shape, string start)
    {
        double[][] figures = [.. Enumerable.Range(0, Processes).Select(_ => Measure(kind, start, shape))];
        table.AddTexts(
            $"{kind} {shape}",
            start,
            Unit.Format(figures.Select(figure => figure[0]).Median() / 1e6),
            Unit.Format(figures.Select(figure => figure[1]).Median() / 1e3),
            Unit.Format(figures.Select(figure => figure[2]).Median() / 1e3),
            Unit.Format(figures.Select(figure => figure[1] / figure[2]).Median()));
    }

    private static double[] Measure(string kind, string start, NetworkShape shape)
    {
        IEnumerable<string> sizes = shape.Widths.Prepend(shape.Batch).Select(size => size.ToString(CultureInfo.InvariantCulture));
        string[] own =
            Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ColdStart).Assembly.Location] : [];
        using Process process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, [.. own, Argument, kind, start, .. sizes]) { RedirectStandardOutput = true })!;
        string line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Time(Action<int> work, int calls, List<double> times)
    {
        long start = Stopwatch.GetTimestamp();
        work(calls);
        times.Add((Stopwatch.GetTimestamp() - start) * 1e9 / Stopwatch.Frequency);
    }
}
