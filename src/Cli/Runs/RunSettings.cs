namespace SimdOptim.Cli.Runs;

/// <summary>All that a training run depends on: equal settings give equal results.</summary>
internal sealed record RunSettings(
    DataSource Data,
    NetworkSettings Network,
    OptimizerSettings Optimizer,
    Seeds Seeds,
    int BatchSize,
    int Epochs,
    double L2,
    Precision Precision,
    DivergencePolicy OnDivergence);
