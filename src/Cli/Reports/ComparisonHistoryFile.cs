using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Runs;
using SimdOptim.Training;

namespace SimdOptim.Cli.Reports;

/// <summary>A line an epoch of every run, one run behind the other.</summary>
internal static class ComparisonHistoryFile
{
    public static void Write<T>(ReportDirectory directory, OptimizerComparison<T> comparison)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => directory.Write(HistoryFile.Name, stream =>
        {
            using StreamWriter csv = new(stream) { NewLine = "\n" };
            csv.WriteLine($"optimizer,initial_learning_rate,{HistoryFile.Header}");
            foreach (TrainingRun<T> run in comparison.Runs)
            {
                string name = $"{run.Settings.Optimizer.Kind.Name},{Figures.Exact(run.Settings.Optimizer.LearningRate)}";
                foreach (EpochResult epoch in run.Epochs) csv.WriteLine($"{name},{HistoryFile.Row(epoch)}");
            }
        });
}
