using SimdOptim.Optimizers;
using H = SimdOptim.Cli.Runs.Hyperparameter;

namespace SimdOptim.Cli.Runs;

/// <summary>An update rule that the command line offers: to add one, add a line to <see cref="All"/>.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="LearningRate">The default rate, with which every built-in set is learned in 2,000 epochs.</param>
/// <param name="Formula">What a step does.</param>
/// <param name="Uses">What it takes besides the rate.</param>
internal abstract record OptimizerKind(string Name, double LearningRate, string Formula, IReadOnlyList<Hyperparameter> Uses)
{
    public static IReadOnlyList<OptimizerKind> All { get; } =
    [
        Of("sgd", 0.1, "p -= lr·g", _ => new Sgd()),
        Of("momentum", 0.01, "v = momentum·v + g; p -= lr·v", h => new Momentum(h[H.Momentum]), H.Momentum),
        Of("averaged-momentum", 0.1, "v = momentum·v + (1-momentum)·g; p -= lr·v",
            h => new AveragedMomentum(h[H.Momentum]), H.Momentum),
        Of("heavy-ball", 0.01, "v = momentum·v - lr·g; p += v", h => new HeavyBall(h[H.Momentum]), H.Momentum),
        Of("nesterov", 0.01, "the same, looking ahead along v", h => new Nesterov(h[H.Momentum]), H.Momentum),
        Of("adagrad", 0.1, "s = s + g²; p -= lr·g/(√s + epsilon)", h => new AdaGrad(h[H.Epsilon]), H.Epsilon),
        Of("rmsprop", 0.003, "s = beta2·s + (1-beta2)·g²; p -= lr·g/(√s + epsilon)",
            h => new RmsProp(h[H.Beta2], h[H.Epsilon]), H.Beta2, H.Epsilon),
        Of("adam", 0.01, "momentum (beta1) over rmsprop's root (beta2), bias-corrected",
            h => new Adam(h[H.Beta1], h[H.Beta2], h[H.Epsilon]), H.Beta1, H.Beta2, H.Epsilon),
    ];

    /// <summary>What the help says about them.</summary>
    public static IEnumerable<(string Term, string Text)> Notes =>
        All.Select(kind => (kind.Name, $"{kind.Formula} (lr {Figures.Exact(kind.LearningRate)})"));

    /// <summary>Creates the optimizer.</summary>
    public abstract Optimizer<T> Create<T>(RunSettings settings, int parameterCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private static OptimizerKind Of<TRule>(
        string name, double learningRate, string formula, Func<IReadOnlyDictionary<Hyperparameter, double>, TRule> create,
        params IReadOnlyList<Hyperparameter> uses)
        where TRule : struct, IUpdateRule => new OfRule<TRule>(name, learningRate, formula, create, uses);

    private sealed record OfRule<TRule>(
        string Name, double LearningRate, string Formula, Func<IReadOnlyDictionary<Hyperparameter, double>, TRule> Rule,
        IReadOnlyList<Hyperparameter> Uses)
        : OptimizerKind(Name, LearningRate, Formula, Uses)
        where TRule : struct, IUpdateRule
    {
        public override Optimizer<T> Create<T>(RunSettings settings, int parameterCount)
        {
            TRule rule = Rule(settings.Hyperparameters);
            Optimizer<T> optimizer = settings.ClipNorm is { } norm
                ? Optimizer<T>.Create(new ClipByGlobalNorm(norm).Then(rule), parameterCount, settings.LearningRate)
                : Optimizer<T>.Create(rule, parameterCount, settings.LearningRate);
            optimizer.NonFiniteGuard = settings.NonFiniteGuard;
            return optimizer;
        }
    }
}
