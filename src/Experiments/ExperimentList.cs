namespace SimdOptim.Experiments;

/// <summary>All experiments, in the order of the courses.</summary>
public static class ExperimentList
{
    public static IReadOnlyList<Experiment> All { get; } =
    [
        new Initialization(),
        new Regularization(),
        new GradientChecking(),
        new OptimizationMethods(),
        new Cs231nUpdateRules(),
        new Cs231nBatchNormDropout(),
        new NnfsOptimizers(),
        new Descent1D(),
    ];
}
