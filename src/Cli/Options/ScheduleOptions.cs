using System.CommandLine;
using SimdOptim.Cli.Runs;
using SimdOptim.Threading;

namespace SimdOptim.Cli.Options;

/// <summary>The options that say how long to train, in which batches and in which numbers.</summary>
internal sealed class ScheduleOptions : OptionGroup
{
    // The history of a run is kept in memory, and written line by line.
    private const int MostEpochs = 10_000_000;

    private readonly Setting<int> _epochs;
    private readonly Setting<int> _batchSize;
    private readonly Setting<int> _accumulate;
    private readonly Setting<Precision> _precision;
    private readonly Setting<DivergencePolicy> _onDivergence;
    private readonly Setting<int> _threads;

    public ScheduleOptions()
        : base("Training")
    {
        _epochs = Add(new Setting<int>("--epochs", "N", Syntax.Whole(1, MostEpochs), "Passes over the data", "2000"));
        _batchSize = Add(new Setting<int>(
            "--batch-size", "N", Syntax.Whole(0, int.MaxValue), "Samples of a step; 0 takes all", "64"));
        _accumulate = Add(new Setting<int>(
            "--accumulate", "N", Syntax.Whole(1, int.MaxValue), "Batches whose gradients make one step together", "1"));
        _precision = Add(new Setting<Precision>("--precision", "TYPE", Syntax.OneOf<Precision>(), "float or double", "float"));
        _onDivergence = Add(new Setting<DivergencePolicy>(
            "--on-divergence",
            "POLICY",
            Syntax.OneOf<DivergencePolicy>(),
            "When the cost explodes or is not finite: stop; continue; or retry the epoch at half the learning rate",
            "stop"));
        _threads = Add(new Setting<int>(
            "--threads",
            "N",
            Syntax.Whole(1, WorkerTeam.MaxThreads),
            "Threads that share a step if it is large; the result is the same",
            "1"));
    }

    public int Epochs(ParseResult parse) => _epochs.Read(parse);

    public int BatchSize(ParseResult parse) => _batchSize.Read(parse);

    public int Accumulate(ParseResult parse) => _accumulate.Read(parse);

    public Precision Precision(ParseResult parse) => _precision.Read(parse);

    public DivergencePolicy OnDivergence(ParseResult parse) => _onDivergence.Read(parse);

    public int Threads(ParseResult parse) => _threads.Read(parse);
}
