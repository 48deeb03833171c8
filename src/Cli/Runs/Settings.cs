using SimdOptim.Initializers;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;

namespace SimdOptim.Cli.Runs;

/// <summary>The values of a command's options.</summary>
internal abstract record Settings
{
    /// <summary>The options that are kept in files and must be the same to resume, with their values as typed.</summary>
    public Dictionary<string, string> Texts { get; } = [];

    /// <summary>The options that were given but have no effect: one sentence each.</summary>
    public List<string> Useless { get; } = [];
}

/// <summary>What is learned and by which network: everything that a gradient depends on.</summary>
internal record ProblemSettings : Settings
{
    public DataSource Data { get; set; } = null!; // an operand that every command with these settings requires

    /// <summary>The CSV file to test on, or null.</summary>
    public string? TestPath { get; set; }
    public IReadOnlyList<int> HiddenWidths { get; set; } = [];
    public ActivationKind Activation { get; set; } = ActivationKind.All[0];
    public IInitializer Initializer { get; set; } = new He();
    public bool HasBatchNorm { get; set; }
    public double DropoutKeep { get; set; } = 1;

    public bool HasDropout => DropoutKeep < 1 && HiddenWidths.Count > 0;

    public LossKind Loss { get; set; } = LossKind.CrossEntropy;
    public double LabelSmoothing { get; set; }

    /// <summary>λ of the penalty <c>λ/(2m)·Σw²</c>.</summary>
    public double L2 { get; set; }

    /// <summary>The seed of those below that are not given.</summary>
    public uint Seed { get; set; }
    public uint DataSeed { get; set; }
    public uint InitialSeed { get; set; }
    public uint ShuffleSeed { get; set; }
    public uint DropoutSeed { get; set; }

    /// <summary>The files that are read.</summary>
    public IEnumerable<string> InputFiles => new[] { Data.BuiltIn is null ? Data.Text : null, TestPath }.OfType<string>();

    /// <summary>The cost, as the title of an axis.</summary>
    public string CostTitle => L2 > 0 ? $"{Loss.Title} + L2 penalty" : Loss.Title;
}

/// <summary>All that a training run depends on: equal settings give equal results, whatever the number of threads.</summary>
internal sealed record RunSettings : ProblemSettings
{
    /// <summary>The optimizers to compare; one to train with.</summary>
    public IReadOnlyList<OptimizerKind> Optimizers { get; set; } = [];

    /// <summary>The initial learning rate of each optimizer.</summary>
    public IReadOnlyList<double> LearningRates { get; set; } = [];

    public OptimizerKind Optimizer => Optimizers[0];
    public double LearningRate => LearningRates[0];

    /// <summary>The value of each hyperparameter, whether the optimizer uses it or not.</summary>
    public Dictionary<Hyperparameter, double> Hyperparameters { get; } = [];

    public Decay Decay { get; set; } = Decay.None;

    /// <summary>The norm that longer gradients are scaled down to; null for no limit.</summary>
    public double? ClipNorm { get; set; }
    public NonFiniteGuard NonFiniteGuard { get; set; }
    public int Epochs { get; set; }

    /// <summary>The number of samples of a step; 0 for all.</summary>
    public int BatchSize { get; set; }

    /// <summary>The number of batches whose gradients are combined in one step.</summary>
    public int Accumulate { get; set; }
    public Precision Precision { get; set; }
    public DivergencePolicy OnDivergence { get; set; }
    public int Threads { get; set; }

    /// <summary>Where the report is written.</summary>
    public string Directory { get; set; } = "";

    /// <summary>The number of epochs after which a checkpoint is written; null for none before the end.</summary>
    public int? CheckpointInterval { get; set; }
    public bool Resumes { get; set; }

    /// <summary>The cost that compared runs are to reach; null for the highest of the final costs.</summary>
    public double? TargetCost { get; set; }

    /// <summary>The optimizer in one line.</summary>
    public string OptimizerSummary
    {
        get
        {
            IEnumerable<string> used =
                Optimizer.Uses.Select(h => $"{h.ToString().ToLowerInvariant()} {Figures.Exact(Hyperparameters[h])}");
            string[] decay = Decay.IsNone ? [] : [$"decay {Decay}"];
            string[] clip = ClipNorm is { } norm ? [$"clipped to norm {Figures.Exact(norm)}"] : [];
            return string.Join(
                ", ", [Optimizer.Name, $"learning rate {Figures.Exact(LearningRate)}", .. used, .. decay, .. clip]);
        }
    }
}

/// <summary>What update rules take besides the learning rate; each rule takes some.</summary>
internal enum Hyperparameter
{
    Momentum, Beta1, Beta2, Epsilon,
}

/// <summary>The type of number that a run computes in.</summary>
internal enum Precision
{
    Float, Double,
}

/// <summary>What is done when the cost explodes or is not finite.</summary>
internal enum DivergencePolicy
{
    /// <summary>Ends the training with the parameters of the last good epoch.</summary>
    Stop,

    /// <summary>Trains on.</summary>
    Continue,

    /// <summary>Repeats the epoch at half the learning rate.</summary>
    Retry,
}

/// <summary>How the learning rate falls from epoch to epoch.</summary>
/// <param name="Text">The decay as it would be typed.</param>
/// <param name="Schedule">Makes the schedule from the initial rate; null for a constant rate.</param>
/// <param name="Delay">The number of epochs by which the schedule is delayed.</param>
internal sealed record Decay(string Text, Func<double, ILearningRateSchedule>? Schedule, int Delay = 0)
{
    public static Decay None { get; } = new("none", null);

    public bool IsNone => Schedule is null;

    public ILearningRateSchedule? From(double learningRate)
    {
        ILearningRateSchedule? schedule = Schedule?.Invoke(learningRate);
        return Delay > 0 ? schedule?.Delay(Delay) : schedule;
    }

    public override string ToString() => Delay > 0 ? $"{Text} ({Delay} late)" : Text;
}
