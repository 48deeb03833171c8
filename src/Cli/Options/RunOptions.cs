using SimdOptim.Initializers;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Threading;
using static SimdOptim.Cli.Runs.Hyperparameter;

namespace SimdOptim.Cli.Options;

/// <summary>The options that say how a network is trained and what is written about it.</summary>
internal static class RunOptions
{
    // The history of a run is kept in memory and written line by line.
    private const int MostEpochs = 10_000_000;

    private static readonly Syntax<OptimizerKind> _kind = Syntax.OneOf(OptimizerKind.All, kind => kind.Name);

    private static readonly Syntax<Decay> _decay = new(
        "none, inverse-time:RATE or staircase:RATE:INTERVAL (like staircase:1:1000)", TryParse, decay => decay.Text, ["none"]);

    /// <summary>The one optimizer to train with.</summary>
    public static OptionGroup<RunSettings> Optimizer() => new OptionGroup<RunSettings>("Optimizer", OptimizerKind.Notes)
        .Add("--optimizer", "NAME", _kind, "One of those below", "adam", (settings, kind) => settings.Optimizers = [kind])
        .Add("--learning-rate", "RATE", Syntax.Positive, "Learning rate lr (default: that of the optimizer, see below)", null,
            (settings, rate) => settings.LearningRates = [rate], settings => settings.Optimizer.LearningRate);

    /// <summary>The optimizers to compare, and the cost that decides.</summary>
    public static OptionGroup<RunSettings> Comparison() => new OptionGroup<RunSettings>("Comparison", OptimizerKind.Notes)
        .Add("--optimizers", "NAMES", Syntax.List(_kind),
            "Some of those below, separated by commas; the same one may be named again with another rate",
            "sgd,momentum,nesterov,rmsprop,adam", (settings, kinds) => settings.Optimizers = kinds)
        .Add("--learning-rates", "RATES", Syntax.List(Syntax.Positive),
            "One learning rate for all, or one for each, separated by commas (default: those of the optimizers, see below)", null,
            (settings, rates) => settings.LearningRates = SpreadOver(settings.Optimizers, rates),
            settings => [.. settings.Optimizers.Select(kind => kind.LearningRate)])
        .Add("--target-cost", "COST", Syntax.Positive,
            "Report when each run first reaches this cost (default: the highest final cost, which every run reaches)", null,
            (settings, cost) => settings.TargetCost = cost);

    /// <param name="optimizers">The option that chooses the optimizers.</param>
    public static OptionGroup<RunSettings> Steps(string optimizers) => new OptionGroup<RunSettings>("Steps")
        .AddHyperparameter(
            optimizers, Hyperparameter.Momentum, "SHARE", Syntax.Share, "Share of the velocity that is kept", "0.9")
        .AddHyperparameter(optimizers, Beta1, "SHARE", Syntax.Share, "Weight of past gradients", "0.9")
        .AddHyperparameter(optimizers, Beta2, "SHARE", Syntax.Share, "Weight of past squared gradients", "0.999")
        .AddHyperparameter(optimizers, Epsilon, "NUMBER", Syntax.NotNegative, "Keeps the divisor from zero", "1e-8")
        .Add("--clip-norm", "NORM", Syntax.Positive, "Scale a gradient down to this norm where it is longer (default: never)",
            null, (settings, norm) => settings.ClipNorm = norm)
        .Add("--non-finite", "POLICY",
            Syntax.OneOf(Enum.GetValues<NonFiniteGuard>(), NameOf),
            "When a gradient is not finite: propagate it; throw, which counts as a divergence; or skip the step", "propagate",
            (settings, guard) => settings.NonFiniteGuard = guard)
        .Add("--decay", "DECAY", _decay,
            "Learning rate in epoch n: none (constant), inverse-time:RATE for lr/(1 + RATE·n), "
                + "or staircase:RATE:INTERVAL for lr/(1 + RATE·⌊n/INTERVAL⌋)",
            "none", (settings, decay) => settings.Decay = decay)
        .Add("--decay-delay", "N", Syntax.Whole(0, int.MaxValue),
            "Delay the decay by N epochs: epoch n trains at the rate of epoch n - N", "0",
            (settings, delay) => settings.Decay = settings.Decay with { Delay = delay },
            findUseless: settings => settings.Decay.IsNone ? "without --decay" : null);

    /// <param name="rates">The option that gives the learning rates.</param>
    public static OptionGroup<RunSettings> Training(string rates) => new OptionGroup<RunSettings>("Training")
        .Add("--epochs", "N", Syntax.Whole(1, MostEpochs), "Passes over the data", "2000",
            (settings, epochs) => settings.Epochs = epochs, isKept: _ => false)
        .Add("--batch-size", "N", Syntax.Whole(0, int.MaxValue), "Samples of a step; 0 takes all", "64",
            (settings, size) => settings.BatchSize = size)
        .Add("--accumulate", "N", Syntax.Whole(1, int.MaxValue), "Number of batches whose gradients are combined in one step",
            "1", (settings, count) => settings.Accumulate = count)
        .Add("--precision", "TYPE", Syntax.OneOf<Precision>(), "float or double", "float",
            (settings, precision) => settings.Precision = precision)
        .Add("--on-divergence", "POLICY", Syntax.OneOf<DivergencePolicy>(),
            "When the cost explodes or is not finite: stop; continue; or retry the epoch at half the learning rate", "stop",
            (settings, policy) => settings.OnDivergence = policy)
        .Add("--threads", "N", Syntax.Whole(1, WorkerTeam.MaxThreads),
            "Threads that share a step if it is large; the result is the same", "1",
            (settings, threads) => settings.Threads = threads, isKept: _ => false)
        .Check(settings =>
        {
            if (settings is { BatchSize: 1, HasBatchNorm: true })
            {
                throw new UsageException(
                    "--batch-size: expected at least 2 samples with --batch-norm, found 1, which has no variance.");
            }

            if (settings is { NonFiniteGuard: NonFiniteGuard.Throw, OnDivergence: DivergencePolicy.Continue })
            {
                throw new UsageException(
                    "--non-finite: expected propagate or skip with --on-divergence continue, "
                    + "found throw, which counts as a divergence.");
            }

            if (settings.Precision == Precision.Float) RefuseWhatFloatCannotHold(settings, rates);
        });

    /// <param name="prefix">The beginning of the default directory's name, before the name of the data.</param>
    public static OptionGroup<RunSettings> Output(string prefix) => new OptionGroup<RunSettings>("Output")
        .Add("--out", "DIR", Syntax.Text("a directory"),
            $"Directory of the report; files of an earlier run are overwritten (default: out/{prefix}<data>)", null,
            (settings, path) => settings.Directory = path, settings => Path.Combine("out", prefix + settings.Data.Name),
            isKept: _ => false);

    public static OptionGroup<RunSettings> Checkpoints() =>
        new OptionGroup<RunSettings>("Checkpoints (the last three, in DIR/checkpoints)")
            .Add("--checkpoint-every", "EPOCHS", Syntax.Whole(1, int.MaxValue),
                "Save a checkpoint after every EPOCHS epochs (default: only when the run is interrupted)", null,
                (settings, interval) => settings.CheckpointInterval = interval, isKept: _ => false)
            .AddSwitch("--resume",
                "Continue from the newest checkpoint, to the same bits as an uninterrupted run; if there is none, start from the "
                    + "beginning",
                (settings, isOn) => settings.Resumes = isOn, isKept: _ => false);

    private static OptionGroup<RunSettings> AddHyperparameter(
        this OptionGroup<RunSettings> group, string optimizers, Hyperparameter hyperparameter, string valueName,
        Syntax<double> syntax, string help, string defaultText)
    {
        return group.Add(NameOf(hyperparameter), valueName, syntax, help, defaultText,
            (settings, value) => settings.Hyperparameters[hyperparameter] = value,
            findUseless: settings => IsUsed(settings) ? null
                : $"with {optimizers} {Names(settings.Optimizers, ",")}; it is for {Names(OptimizerKind.All.Where(Uses), ", ")}",
            isKept: IsUsed);

        bool Uses(OptimizerKind kind) => kind.Uses.Contains(hyperparameter);

        bool IsUsed(RunSettings settings) => settings.Optimizers.Any(Uses);

        static string Names(IEnumerable<OptimizerKind> kinds, string separator) =>
            string.Join(separator, kinds.Select(kind => kind.Name));
    }

    private static string NameOf(Hyperparameter hyperparameter) => $"--{hyperparameter.ToString().ToLowerInvariant()}";

    private static string NameOf(NonFiniteGuard guard) =>
        guard == NonFiniteGuard.SkipStep ? "skip" : guard.ToString().ToLowerInvariant();

    /// <summary>Gives each optimizer its learning rate.</summary>
    /// <exception cref="UsageException">There are more or fewer rates than optimizers, or two runs would be the same.</exception>
    private static double[] SpreadOver(IReadOnlyList<OptimizerKind> kinds, double[] rates)
    {
        double[] spread = rates.Length == 1 ? [.. Enumerable.Repeat(rates[0], kinds.Count)] : rates;
        if (spread.Length != kinds.Count)
        {
            string all = kinds.Count == 1 ? "" : $" or {kinds.Count}, one for each of --optimizers";
            throw new UsageException($"--learning-rates: expected 1 learning rate{all}, found {rates.Length}.");
        }

        HashSet<(OptimizerKind, double)> seen = [];
        foreach ((OptimizerKind kind, double rate) in kinds.Zip(spread))
        {
            if (seen.Add((kind, rate))) continue;
            throw new UsageException(
                $"--optimizers: expected runs that differ, found {kind.Name} twice at the learning rate {Figures.Exact(rate)}.");
        }

        return spread;
    }

    /// <summary>Refuses numbers that float would round to infinity or to 0.</summary>
    private static void RefuseWhatFloatCannotHold(RunSettings settings, string rates)
    {
        foreach (double rate in settings.LearningRates) Refuse(rates, rate);
        foreach (Hyperparameter used in settings.Optimizers.SelectMany(kind => kind.Uses))
            Refuse(NameOf(used), settings.Hyperparameters[used]);
        Refuse("--l2", settings.L2);
        if (settings.Initializer is ScaledNormal normal) Refuse("--init", normal.Scale);

        static void Refuse(string option, double value)
        {
            if (float.IsFinite((float)value) && (value == 0 || (float)value != 0)) return;
            throw new UsageException(
                $"{option}: expected a number that float does not round to {(value < 1 ? "0" : "infinity")}, "
                + $"found {Figures.Exact(value)}; or --precision double.");
        }
    }

    private static bool TryParse(string text, out Decay decay)
    {
        decay = Decay.None;
        switch (text.Split(':'))
        {
            case ["none"]:
                return true;
            case ["inverse-time", string rateText] when Syntax.NotNegative.TryParse(rateText, out double rate):
                decay = new Decay(text, initial => new InverseTimeDecay(initial, rate));
                return true;
            case ["staircase", string rateText, string intervalText]
                when Syntax.NotNegative.TryParse(rateText, out double rate)
                && Syntax.Whole(1, int.MaxValue).TryParse(intervalText, out int interval):
                decay = new Decay(text, initial => new StaircaseInverseTimeDecay(initial, rate, interval));
                return true;
            default:
                return false;
        }
    }
}
