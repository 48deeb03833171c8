using SimdOptim.Optimizers;

namespace SimdOptim;

/// <content>The optimizer of its parameters.</content>
public sealed partial class Network<T>
{
    /// <summary>Creates an optimizer of all parameters: <c>network.CreateOptimizer(new Adam(), 0.001)</c>.</summary>
    /// <typeparam name="TRule">The rule, or a chain.</typeparam>
    /// <param name="rule">The rule with its hyperparameters.</param>
    /// <param name="learningRate">
    /// The learning rate, not negative, finite in <typeparamref name="T"/>, and not so small that it rounds to 0 there.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range, or the state would exceed the longest array.</exception>
    public Optimizer<T, TRule> CreateOptimizer<TRule>(TRule rule, double learningRate)
        where TRule : struct, IUpdateRule => Optimizer<T>.Create(rule, ParameterCount, learningRate);
}
