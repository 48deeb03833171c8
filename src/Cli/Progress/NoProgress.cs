using SimdOptim.Training;

namespace SimdOptim.Cli.Progress;

/// <summary>Shows nothing.</summary>
internal sealed class NoProgress : ProgressDisplay
{
    public override void Show(string name, int epochs, Action<Action<EpochResult>> train) => train(_ => { });
}
