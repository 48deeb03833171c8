namespace SimdOptim.Cli.Soaking;

/// <summary>The counts of a soak so far.</summary>
internal sealed record SoakResult
{
    public TimeSpan Elapsed { get; set; }
    public long Steps { get; set; }

    /// <summary>The number of steps during which no thread of the process allocated anything, the runtime's own included.</summary>
    public long QuietSteps { get; set; }

    /// <summary>The number of trainings in this process that were compared with the first one.</summary>
    public long Trainings { get; set; }

    /// <summary>The number of checkpoints from which such a training was resumed.</summary>
    public long Checkpoints { get; set; }
    public long Inferences { get; set; }

    /// <summary>The number of times that the child was killed.</summary>
    public int Kills { get; set; }

    /// <summary>The number of times that the child was resumed from a checkpoint.</summary>
    public int Resumes { get; set; }

    /// <summary>The number of times that the child finished and was compared with the undisturbed run.</summary>
    public int ChildRuns { get; set; }

    /// <summary>The bytes that were allocated by the threads that take steps and infer.</summary>
    public long AllocatedBytes { get; set; }

    /// <summary>The number of collections during steps.</summary>
    public int CollectionsDuringSteps { get; set; }

    /// <summary>The number of all collections.</summary>
    public int Collections { get; set; }

    /// <summary>The largest working set of the process, in bytes.</summary>
    public long LargestWorkingSet { get; set; }

    /// <summary>The growth of the working set after it had settled, in bytes; may be negative.</summary>
    public long WorkingSetGrowth { get; set; }
}
