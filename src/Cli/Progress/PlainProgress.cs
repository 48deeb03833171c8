using System.Diagnostics;
using SimdOptim.Charts;
using SimdOptim.Training;

namespace SimdOptim.Cli.Progress;

/// <summary>A few lines, at round epochs: the same ones each time, for logs and files.</summary>
internal sealed class PlainProgress(TextWriter output, int lines) : ProgressDisplay
{
    public override void Show(string name, int epochs, Action<Action<EpochResult>> train)
    {
        int interval = Math.Max(1, epochs / lines);
        int width = Figures.Count(epochs).Length;
        double accuracy = double.NaN;
        int? first = null;
        long start = 0;
        train(result =>
        {
            accuracy = result.Accuracy ?? accuracy;
            if (first is null) start = Stopwatch.GetTimestamp();
            first ??= result.Epoch;
            if (result.Epoch % interval != 0 && result.Epoch != epochs - 1) return;
            Milestone now = new(result.Epoch, epochs, result.Cost, accuracy, first.Value, Stopwatch.GetElapsedTime(start));
            string speed =
                now.HasSpeed ? $"  {Figures.Count(now.EpochsPerSecond),9} epochs/s  {Figures.Time(now.TimeLeft),7} left" : "";
            string measured = double.IsNaN(now.Accuracy) ? "" : $"  accuracy {Figures.Share(now.Accuracy),7}";
            string epoch = $"epoch {Figures.Count(now.Epoch).PadLeft(width)} of {Figures.Count(epochs)}";
            output.WriteLine($"{epoch}  cost {Figures.Cost(now.Cost)}{measured}{speed}");
        });
    }
}
