using System.Diagnostics;
using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Options;
using SimdOptim.Optimizers;
using static SimdOptim.Cli.Runs.Hyperparameter;

namespace SimdOptim.Cli.Runs;

/// <summary>
/// An update rule as the command line knows it: to add one, add a line to <see cref="All"/> and one to <see cref="Create"/>.
/// </summary>
/// <param name="Name">What it is called.</param>
/// <param name="LearningRate">The rate for a first run: with it every built-in set is learnt in 2,000 epochs.</param>
/// <param name="Formula">What a step does.</param>
/// <param name="Uses">What it takes beside the rate.</param>
internal sealed record OptimizerKind(string Name, double LearningRate, string Formula, params Hyperparameter[] Uses)
{
    public static IReadOnlyList<OptimizerKind> All { get; } =
    [
        new("sgd", 0.1, "p -= lr·g"),
        new("momentum", 0.01, "v = momentum·v + g; p -= lr·v", Hyperparameter.Momentum),
        new("averaged-momentum", 0.1, "v = momentum·v + (1-momentum)·g; p -= lr·v", Hyperparameter.Momentum),
        new("heavy-ball", 0.01, "v = momentum·v - lr·g; p += v", Hyperparameter.Momentum),
        new("nesterov", 0.01, "the same, looking ahead along v", Hyperparameter.Momentum),
        new("adagrad", 0.1, "s = s + g²; p -= lr·g/(√s + epsilon)", Epsilon),
        new("rmsprop", 0.003, "s = beta2·s + (1-beta2)·g²; p -= lr·g/(√s + epsilon)", Beta2, Epsilon),
        new("adam", 0.01, "momentum (beta1) over rmsprop's root (beta2), bias-corrected", Beta1, Beta2, Epsilon),
    ];

    /// <summary>How one is called on the command line.</summary>
    public static Syntax<OptimizerKind> Syntax { get; } = Options.Syntax.OneOf(All, kind => kind.Name);

    /// <summary>What the help lists of them.</summary>
    public static IEnumerable<(string Term, string Text)> Notes =>
        All.Select(kind => (kind.Name, $"{kind.Formula} (lr {Figures.Exact(kind.LearningRate)})"));

    /// <summary>Creates the optimizer.</summary>
    /// <param name="value">Tells the value of each hyperparameter.</param>
    /// <param name="clipNorm">The norm that a longer gradient is scaled down to; null for none.</param>
    /// <param name="parameterCount">The parameters of the network.</param>
    /// <param name="learningRate">The initial rate.</param>
    public Optimizer<T> Create<T>(Func<Hyperparameter, double> value, double? clipNorm, int parameterCount, double learningRate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return Name switch
        {
            "sgd" => Of(new Sgd()),
            "momentum" => Of(new Momentum(value(Hyperparameter.Momentum))),
            "averaged-momentum" => Of(new AveragedMomentum(value(Hyperparameter.Momentum))),
            "heavy-ball" => Of(new HeavyBall(value(Hyperparameter.Momentum))),
            "nesterov" => Of(new Nesterov(value(Hyperparameter.Momentum))),
            "adagrad" => Of(new AdaGrad(value(Epsilon))),
            "rmsprop" => Of(new RmsProp(value(Beta2), value(Epsilon))),
            "adam" => Of(new Adam(value(Beta1), value(Beta2), value(Epsilon))),
            _ => throw new UnreachableException(Name),
        };

        Optimizer<T> Of<TRule>(TRule rule)
            where TRule : struct, IUpdateRule => clipNorm is { } norm
                ? Optimizer<T>.Create(new ClipByGlobalNorm(norm).Then(rule), parameterCount, learningRate)
                : Optimizer<T>.Create(rule, parameterCount, learningRate);
    }
}
