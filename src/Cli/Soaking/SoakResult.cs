namespace SimdOptim.Cli.Soaking;

/// <summary>What a soak has come to so far.</summary>
internal sealed record SoakResult
{
    public required TimeSpan Elapsed { get; init; }

    public required long Steps { get; init; }

    /// <summary>The steps during which no thread of the process allocated anything, the runtime's own included.</summary>
    public required long QuietSteps { get; init; }

    /// <summary>The trainings in this process that were compared with the first one.</summary>
    public required long Trainings { get; init; }

    /// <summary>How often such a training was saved and gone on with from the file.</summary>
    public required long Checkpoints { get; init; }

    public required long Inferences { get; init; }

    /// <summary>How often the child was killed.</summary>
    public required int Kills { get; init; }

    /// <summary>How often it went on from a checkpoint.</summary>
    public required int Resumes { get; init; }

    /// <summary>How often it came to its end, and was compared with the run that nobody disturbed.</summary>
    public required int ChildRuns { get; init; }

    /// <summary>What the threads allocated that take steps and infer, in bytes.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>The collections while steps were taken.</summary>
    public required int CollectionsDuringSteps { get; init; }

    /// <summary>All collections.</summary>
    public required int Collections { get; init; }

    /// <summary>The most memory that the process had, in bytes.</summary>
    public required long LargestWorkingSet { get; init; }

    /// <summary>How much more it had after it had settled than before, in bytes; negative if it had less.</summary>
    public required long WorkingSetGrowth { get; init; }
}
