using System.Diagnostics;
using SimdOptim.Cli.Soaking;
using SimdOptim.Experiments.Frame;
using SimdOptim.Training;
using Spectre.Console;

namespace SimdOptim.Cli.Reports;

/// <summary>Shows the progress of long work: a bar where a person is watching, else a few lines, the same in each run.</summary>
internal sealed class ProgressDisplay(Terminal terminal) : IExperimentProgress
{
    private const int SoakLines = 10;

    private ProgressContext? _experiment;

    /// <summary>Trains a run and shows its epochs: in a bar, or in about as many lines as given.</summary>
    public void ShowTraining<T>(
        TrainingRun<T> run, CancellationToken cancellation, int lines, Action? afterEpoch = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int epochs = run.Settings.Epochs, interval = Math.Max(1, epochs / lines);
        double accuracy = double.NaN;
        int? first = null;
        long start = 0;
        if (terminal.IsInteractive)
        {
            int width = Math.Clamp(terminal.Width - 68, 8, 40);
            ShowBar(run.Settings.Data.Name, epochs, width, 50, autoRefresh: true, update => run.Train(
                result => Report(result, () => update(result.Epoch + 1, result.Epoch == epochs - 1, () => Beside(result))),
                cancellation));
            return;
        }

        run.Train(result => Report(result, () => WriteLine(result)), cancellation);

        void Report(EpochResult result, Action show)
        {
            accuracy = result.Accuracy ?? accuracy;
            if (first is null) start = Stopwatch.GetTimestamp(); // the speed is that of the others: the first compiles the code
            first ??= result.Epoch;
            show();
            afterEpoch?.Invoke();
        }

        void WriteLine(EpochResult result)
        {
            if (result.Epoch % interval != 0 && result.Epoch != epochs - 1) return;
            string all = Figures.Count(epochs), epoch = Figures.Count(result.Epoch).PadLeft(all.Length);
            terminal.Output.WriteLine($"epoch {epoch} of {all}{Describe(result, "  accuracy ", isAligned: true)}");
        }

        string Beside(EpochResult result) =>
            $"{Figures.Count(result.Epoch + 1)}/{Figures.Count(epochs)}{Describe(result, "  ", isAligned: false)}";

        string Describe(EpochResult result, string measure, bool isAligned)
        {
            string measured = double.IsNaN(accuracy) ? "" : measure + Align(Figures.Share(accuracy), 7);
            string text = $"  cost {Figures.Cost(result.Cost)}{measured}";
            int count = result.Epoch - first!.Value;
            if (count == 0) return text;
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start), left = elapsed / count * (epochs - result.Epoch - 1);
            string speed = Align(Figures.Count(count / elapsed.TotalSeconds), 9);
            return $"{text}  {speed} epochs/s  {Align(Figures.Time(left), 7)} left";

            string Align(string figure, int width) => isAligned ? figure.PadLeft(width) : figure;
        }
    }

    /// <summary>Runs a soak and shows its figures. They are drawn on its own thread, because another would allocate.</summary>
    public SoakResult ShowSoak(TimeSpan duration, Func<Action<SoakResult>, SoakResult> run)
    {
        SoakResult result = null!;
        int shown = 0;
        if (terminal.IsInteractive)
        {
            ShowBar("soak", duration.TotalSeconds, 20, 200, autoRefresh: false, update =>
                result = run(now => update(now.Elapsed.TotalSeconds, now.Elapsed >= duration, () => Describe(now))));
            return result;
        }

        return run(now =>
        {
            if (now.Elapsed < (shown + 1) * duration / SoakLines) return;
            shown = (int)(now.Elapsed / duration * SoakLines);
            terminal.Output.WriteLine($"{Figures.Time(now.Elapsed)} of {Figures.Time(duration)}  {Describe(now)}");
        });

        static string Describe(SoakResult now) =>
            $"{Figures.Count(now.Steps)} steps  {Figures.Count(now.Inferences)} inferences  {Figures.Count(now.Kills)} kills  "
            + $"{Figures.Memory(now.LargestWorkingSet)}";
    }

    /// <summary>Runs an experiment and shows a bar for each of its trainings; the bars vanish when it is done.</summary>
    public void ShowExperiment(string name, int number, int count, Action run)
    {
        terminal.Output.WriteLine(count > 1 ? $"running {name} ({number} of {count})" : $"running {name}");
        if (!terminal.IsInteractive)
        {
            run();
            return;
        }

        terminal.CreateConsole().Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context =>
            {
                _experiment = context;
                run();
                _experiment = null;
            });
    }

    public Action<int> Begin(string training, int epochs)
    {
        if (_experiment is not { } context) return static _ => { };
        ProgressTask task = context.AddTask(Markup.Escape(training), maxValue: epochs);
        int interval = Math.Max(1, epochs / 100);
        return done =>
        {
            if (done % interval == 0 || done == epochs) task.Value = done;
        };
    }

    /// <summary>
    /// Shows a bar with a text beside it while work is done. The work calls its argument with the value, whether it is the last,
    /// and the text; the bar is updated at most once in <paramref name="pause"/> milliseconds.
    /// </summary>
    private void ShowBar(
        string name, double end, int width, int pause, bool autoRefresh, Action<Action<double, bool, Func<string>>> work) =>
        terminal.CreateConsole().Progress()
            .AutoRefresh(autoRefresh)
            .Columns(new ProgressBarColumn { Width = width }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(name), maxValue: end);
                long shown = 0;
                work((value, isLast, describe) =>
                {
                    if (!isLast && Stopwatch.GetElapsedTime(shown).TotalMilliseconds < pause) return;
                    shown = Stopwatch.GetTimestamp();
                    task.Description = Markup.Escape(describe());
                    task.Value = value;
                    if (!autoRefresh) context.Refresh();
                });
            });
}
