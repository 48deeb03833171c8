using Spectre.Console;

namespace SimdOptim.Cli.Progress;

/// <summary>A bar for each training, gone when the experiment is done.</summary>
internal sealed class LiveExperimentProgress(Terminal terminal) : ExperimentProgress
{
    private ProgressContext? _context;

    public override void Show(string name, int number, int count, Action run)
    {
        terminal.Output.WriteLine(count > 1 ? $"running {name} ({number} of {count})" : $"running {name}");
        terminal.CreateConsole().Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context =>
            {
                _context = context;
                run();
                _context = null;
            });
    }

    public override Action<int> Begin(string training, int epochs)
    {
        if (_context is not { } context) return static _ => { };
        ProgressTask task = context.AddTask(Markup.Escape(training), maxValue: epochs);
        int interval = Math.Max(1, epochs / 100);
        return done =>
        {
            if (done % interval == 0 || done == epochs) task.Value = done;
        };
    }
}
