using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Runs;
using SimdOptim.Training;

namespace SimdOptim.Cli.Reports;

/// <summary>A line an epoch, for spreadsheets; what was not measured or is not finite stays blank.</summary>
internal static class HistoryFile
{
    public const string Name = "history.csv";

    public const string Header = "epoch,cost,accuracy,learning_rate";

    public static void Write<T>(ReportDirectory directory, TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => directory.Write(Name, stream =>
        {
            using StreamWriter csv = new(stream) { NewLine = "\n" };
            csv.WriteLine(Header);
            foreach (EpochResult epoch in run.Epochs) csv.WriteLine(Row(epoch));
        });

    public static string Row(EpochResult epoch) =>
        $"{epoch.Epoch},{Cell(epoch.Cost)},{Cell(epoch.Accuracy)},{Cell(epoch.LearningRate)}";

    private static string Cell(double? value) => value is { } number && double.IsFinite(number) ? Figures.Exact(number) : "";
}
