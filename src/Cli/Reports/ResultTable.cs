using System.Numerics;
using SimdOptim.Cli.Runs;
using Spectre.Console;

namespace SimdOptim.Cli.Reports;

/// <summary>What came of a run, at a glance.</summary>
internal static class ResultTable
{
    public static void Write<T>(Terminal terminal, TrainingRun<T> run, IEnumerable<string> files, ReportDirectory directory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RunSettings settings = run.Settings;
        Table table = new Table().RoundedBorder().HideHeaders().AddColumns("", "");
        Row("data", $"{settings.Data.Text}: {Figures.Count(run.Training.Count)} samples, {run.Training.FeatureCount} features, {run.Training.ClassCount} classes");
        if (run.Test is not null) Row("test data", $"{settings.Data.TestPath}: {Figures.Count(run.Test.Count)} samples");
        Row("network", $"{run.Architecture}, {Figures.Count(run.Network.ParameterCount)} parameters, {settings.Precision.ToString().ToLowerInvariant()}");
        Row("optimizer", settings.Optimizer.Summary);
        if (settings.L2 > 0) Row("L2 penalty", $"lambda {Figures.Exact(settings.L2)}");
        Row("cost", run.StoppedBy is { } end ? $"diverged in epoch {Figures.Count(end.Epoch)}" : Figures.Cost(run.FinalCost));
        Row("train accuracy", Figures.Share(run.TrainAccuracy));
        if (run.TestAccuracy is { } accuracy) Row("test accuracy", Figures.Share(accuracy));
        Row("epochs", $"{Figures.Count(run.Epochs.Count)} in {Figures.Time(run.Duration)}, {Figures.Count(run.EpochsPerSecond)} a second");
        Row("written", string.Join('\n', files.Select(file => Path.Combine(directory.Path, file))));
        terminal.CreateConsole().Write(table);

        void Row(string name, string value) => table.AddRow(new Text(name), new Text(value));
    }
}
