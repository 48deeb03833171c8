using System.Diagnostics;
using SimdOptim.Cli.Soaking;
using Spectre.Console;

namespace SimdOptim.Cli.Progress;

/// <summary>A bar that grows in place, with the figures of the moment beside it.</summary>
internal sealed class LiveSoakProgress(Terminal terminal) : SoakProgress
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    public override SoakResult Show(SoakSettings settings, Func<Action<SoakResult>, SoakResult> run)
    {
        SoakResult result = null!;
        terminal.CreateConsole().Progress()
            .AutoRefresh(false)
            .Columns(new ProgressBarColumn { Width = 20 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                ProgressTask task = context.AddTask("soak", maxValue: settings.Duration.TotalSeconds);
                long shown = 0;
                result = run(now =>
                {
                    if (Stopwatch.GetElapsedTime(shown) < _pause && now.Elapsed < settings.Duration) return;
                    shown = Stopwatch.GetTimestamp();
                    task.Value = now.Elapsed.TotalSeconds;
                    task.Description = Markup.Escape(Describe(now));
                    context.Refresh();
                });
            });
        return result;
    }
}
