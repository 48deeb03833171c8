namespace SimdOptim.Cli.Progress;

/// <summary>A line an experiment, the same ones each time, for logs and files.</summary>
internal sealed class PlainExperimentProgress(TextWriter output) : ExperimentProgress
{
    public override void Show(string name, int number, int count, Action run)
    {
        output.WriteLine(count > 1 ? $"running {name} ({number} of {count})" : $"running {name}");
        run();
    }

    public override Action<int> Begin(string training, int epochs) => static _ => { };
}
