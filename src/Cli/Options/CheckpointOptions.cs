using System.CommandLine;

namespace SimdOptim.Cli.Options;

/// <summary>When checkpoints are written, and whether one is gone on from.</summary>
internal sealed class CheckpointOptions : OptionGroup
{
    private readonly Setting<int> _every;
    private readonly Switch _resume;

    public CheckpointOptions()
        : base("Checkpoints (the last three, in DIR/checkpoints)")
    {
        _every = Add(new Setting<int>(
            "--checkpoint-every",
            "EPOCHS",
            Syntax.Whole(1, int.MaxValue),
            "Keep all there is to go on from every so many epochs (default: only when the run is interrupted)"));
        _resume = Add(new Switch(
            "--resume", "Go on from the newest checkpoint, to the same bits as an unbroken run; afresh if there is none"));
    }

    public int? Interval(ParseResult parse) => _every.IsGiven(parse) ? _every.Read(parse) : null;

    public bool Resumes(ParseResult parse) => _resume.IsGiven(parse);
}
