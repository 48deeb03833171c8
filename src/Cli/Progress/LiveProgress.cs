using System.Diagnostics;
using SimdOptim.Training;
using Spectre.Console;

namespace SimdOptim.Cli.Progress;

/// <summary>A bar that grows in place, with the figures of the moment beside it.</summary>
internal sealed class LiveProgress(Terminal terminal) : ProgressDisplay
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    public override void Show(string name, int epochs, Action<Action<EpochResult>> train)
    {
        MilestoneColumn figures = new();
        terminal.CreateConsole().Progress()
            .Columns(new ProgressBarColumn { Width = Math.Clamp(terminal.Width - 68, 8, 40) }, figures)
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(name), maxValue: epochs);
                double accuracy = double.NaN;
                int? first = null;
                long start = 0;
                long shown = 0;
                train(result =>
                {
                    accuracy = result.Accuracy ?? accuracy;
                    long now = Stopwatch.GetTimestamp();
                    if (first is null) start = now;
                    first ??= result.Epoch;
                    bool isLast = result.Epoch == epochs - 1;
                    if (!isLast && Stopwatch.GetElapsedTime(shown, now) < _pause) return;
                    shown = now;
                    figures.Milestone = new Milestone(
                        result.Epoch, epochs, result.Cost, accuracy, first.Value, Stopwatch.GetElapsedTime(start, now));
                    task.Value = result.Epoch + 1;
                });
            });
    }
}
