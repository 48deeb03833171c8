namespace SimdOptim.Optimizers;

// Three methods of one name, each in a class of its own: the constraints tell them apart, and a chain that makes no sense has none.

/// <summary>Chains a transform of the gradient with a rule.</summary>
public static class GradientTransformExtensions
{
    /// <summary>Returns the rule that steps by the transformed gradient: <c>update = rule(transform(gradient))</c>.</summary>
    /// <typeparam name="TTransform">The transform, or a chain of them.</typeparam>
    /// <typeparam name="TRule">The rule, or a chain with one.</typeparam>
    /// <param name="first">The transform.</param>
    /// <param name="second">The rule.</param>
    /// <exception cref="ArgumentException"><paramref name="second"/> measures the whole gradient, so it must stand first.</exception>
    public static Chain<TTransform, TRule> Then<TTransform, TRule>(this TTransform first, TRule second)
        where TTransform : struct, IGradientTransform
        where TRule : struct, IUpdateRule => new(first, second);
}

/// <summary>Chains transforms of the gradient.</summary>
public static class GradientChainExtensions
{
    /// <summary>Returns both transforms as one: <c>second(first(gradient))</c>.</summary>
    /// <typeparam name="TFirst">The first transform, or a chain of them.</typeparam>
    /// <typeparam name="TSecond">The second transform, or a chain of them.</typeparam>
    /// <param name="first">The first transform.</param>
    /// <param name="second">The second transform.</param>
    /// <exception cref="ArgumentException"><paramref name="second"/> measures the whole gradient, so it must stand first.</exception>
    public static GradientChain<Chain<TFirst, TSecond>> Then<TFirst, TSecond>(this TFirst first, TSecond second)
        where TFirst : struct, IGradientTransform
        where TSecond : struct, IGradientTransform => new(new(first, second));
}

/// <summary>Chains a rule with a transform of its update.</summary>
public static class UpdateRuleExtensions
{
    /// <summary>Returns the rule that adds the transformed update: <c>update = transform(rule(gradient))</c>.</summary>
    /// <typeparam name="TRule">The rule, or a chain with one.</typeparam>
    /// <typeparam name="TTransform">The transform.</typeparam>
    /// <param name="first">The rule.</param>
    /// <param name="second">The transform.</param>
    /// <exception cref="ArgumentException"><paramref name="second"/> measures the whole gradient, so it must stand first.</exception>
    public static Chain<TRule, TTransform> Then<TRule, TTransform>(this TRule first, TTransform second)
        where TRule : struct, IUpdateRule
        where TTransform : struct, IUpdateTransform => new(first, second);
}
