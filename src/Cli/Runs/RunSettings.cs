namespace SimdOptim.Cli.Runs;

/// <summary>All that a training run depends on: equal settings give equal results, whatever the number of threads.</summary>
internal sealed record RunSettings(
    ProblemSettings Problem,
    OptimizerSettings Optimizer,
    int BatchSize,
    int Accumulate,
    int Epochs,
    Precision Precision,
    DivergencePolicy OnDivergence,
    int Threads);
