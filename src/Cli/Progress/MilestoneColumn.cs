using SimdOptim.Charts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SimdOptim.Cli.Progress;

/// <summary>Epoch, cost, accuracy, speed and time left, beside the bar.</summary>
internal sealed class MilestoneColumn : ProgressColumn
{
    private volatile Milestone? _milestone;

    /// <summary>What to show; set by the training, read by the thread that draws.</summary>
    public Milestone? Milestone
    {
        get => _milestone;
        set => _milestone = value;
    }

    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        if (Milestone is not { } now) return Text.Empty;
        string speed = now.HasSpeed ? $"  {Figures.Count(now.EpochsPerSecond)} epochs/s  {Figures.Time(now.TimeLeft)} left" : "";
        string epoch = $"{Figures.Count(now.Epoch + 1)}/{Figures.Count(now.Epochs)}";
        string measured = double.IsNaN(now.Accuracy) ? "" : $"  {Figures.Share(now.Accuracy)}";
        return new Text($"{epoch}  cost {Figures.Cost(now.Cost)}{measured}{speed}");
    }
}
