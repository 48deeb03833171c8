using SimdOptim.Optimizers;

namespace SimdOptim.Benchmarks.Works;

/// <summary>A rule with its default hyperparameters.</summary>
/// <param name="Name">The name of the rule.</param>
/// <param name="Create">Creates an optimizer for a number of parameters.</param>
internal sealed record NamedRule(string Name, Func<int, Optimizer<float>> Create)
{
    private const int Stateless = 3; // parameter and gradient loaded, parameter stored
    private const int Slot = 2; // loaded and stored

    public static IReadOnlyList<NamedRule> All { get; } =
    [
        Of("Sgd", default(Sgd)),
        Of("Momentum", new Momentum()),
        Of("HeavyBall", new HeavyBall()),
        Of("Nesterov", new Nesterov()),
        Of("AdaGrad", new AdaGrad()),
        Of("RmsProp", new RmsProp()),
        Of("Adam", new Adam()),
    ];

    /// <summary>Gets the number of state values per parameter.</summary>
    public int SlotCount => Create(0).SlotCount;

    /// <summary>Gets the bytes that a step moves per parameter.</summary>
    public int BytesPerParameter => sizeof(float) * (Stateless + (Slot * SlotCount));

    private static NamedRule Of<TRule>(string name, TRule rule)
        where TRule : struct, IUpdateRule =>
        new(name, count => Optimizer<float>.Create(rule, count, NetworkData.CheckedLearningRate));
}
