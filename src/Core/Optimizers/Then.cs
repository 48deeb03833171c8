namespace SimdOptim.Optimizers;

// Three overloads, in separate classes because they differ only in constraints. No overload accepts a chain that makes no sense.

/// <summary>Chains a gradient transform with a rule.</summary>
public static class GradientTransformExtensions
{
    /// <summary>Returns a rule that steps with the transformed gradient: <c>update = rule(transform(gradient))</c>.</summary>
    /// <typeparam name="TTransform">The transform, or a chain of them.</typeparam>
    /// <typeparam name="TRule">The rule, or a chain with one.</typeparam>
    /// <param name="first">The transform.</param>
    /// <param name="second">The rule.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="second"/> reads the whole gradient, so it must be the first link.
    /// </exception>
    public static Chain<TTransform, TRule> Then<TTransform, TRule>(this TTransform first, TRule second)
        where TTransform : struct, IGradientTransform
        where TRule : struct, IUpdateRule => new(first, second);
}

/// <summary>Chains gradient transforms.</summary>
public static class GradientChainExtensions
{
    /// <summary>Returns a transform that applies both: <c>second(first(gradient))</c>.</summary>
    /// <typeparam name="TFirst">The first transform, or a chain of them.</typeparam>
    /// <typeparam name="TSecond">The second transform, or a chain of them.</typeparam>
    /// <param name="first">The first transform.</param>
    /// <param name="second">The second transform.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="second"/> reads the whole gradient, so it must be the first link.
    /// </exception>
    public static GradientChain<Chain<TFirst, TSecond>> Then<TFirst, TSecond>(this TFirst first, TSecond second)
        where TFirst : struct, IGradientTransform
        where TSecond : struct, IGradientTransform => new(new(first, second));
}

/// <summary>Chains a rule with an update transform.</summary>
public static class UpdateRuleExtensions
{
    /// <summary>Returns a rule that adds the transformed update: <c>update = transform(rule(gradient))</c>.</summary>
    /// <typeparam name="TRule">The rule, or a chain with one.</typeparam>
    /// <typeparam name="TTransform">The transform.</typeparam>
    /// <param name="first">The rule.</param>
    /// <param name="second">The transform.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="second"/> reads the whole gradient, so it must be the first link.
    /// </exception>
    public static Chain<TRule, TTransform> Then<TRule, TTransform>(this TRule first, TTransform second)
        where TRule : struct, IUpdateRule
        where TTransform : struct, IUpdateTransform => new(first, second);
}
