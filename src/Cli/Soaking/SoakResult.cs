namespace SimdOptim.Cli.Soaking;

/// <summary>The counts of a soak so far.</summary>
internal sealed record SoakResult
{
    public TimeSpan Elapsed { get; set; }
    public long Steps { get; set; }

    /// <summary>The number of steps during which no thread of the process allocated anything, not even the runtime's.</summary>
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

/// <summary>What is soaked, and for how long.</summary>
internal sealed record SoakSettings : Settings
{
    public TimeSpan Duration { get; set; }

    /// <summary>The number of threads that infer during the training.</summary>
    public int Threads { get; set; }

    /// <summary>The seed of the trainings and of the moments at which the child is killed.</summary>
    public uint Seed { get; set; }

    /// <summary>Where the child and the report are written.</summary>
    public string Directory { get; set; } = "";
}

/// <summary>Counts what went wrong and keeps the first few messages.</summary>
internal sealed class Faults
{
    private const int MostKept = 10;

    private readonly Lock _lock = new();
    private readonly List<string> _texts = [];

    public int Count { get; private set; }

    public IReadOnlyList<string> Texts => _texts;

    public void Add(string text)
    {
        lock (_lock)
        {
            Count++;
            if (_texts.Count < MostKept) _texts.Add(text);
        }
    }

    /// <summary>Adds a fault unless a condition holds.</summary>
    public void Expect(bool condition, string otherwise)
    {
        if (!condition) Add(otherwise);
    }
}

/// <summary>The largest working set of this process before and after it settled.</summary>
/// <param name="settled">The time after which it should not grow.</param>
internal sealed class WorkingSet(TimeSpan settled)
{
    private long _before;
    private long _after;

    public long Largest => Math.Max(_before, _after);

    /// <summary>The growth after it settled; 0 before.</summary>
    public long Growth => _after == 0 ? 0 : _after - _before;

    public void Sample(TimeSpan elapsed)
    {
        if (elapsed < settled) _before = Math.Max(_before, Environment.WorkingSet);
        else _after = Math.Max(_after, Environment.WorkingSet);
    }
}
