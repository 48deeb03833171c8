using System.Numerics;

namespace SimdOptim.Optimizers;

/// <summary>Composes links without spelling their types: <c>Chain&lt;float&gt;.Before(clip, Chain&lt;float&gt;.After(adam, decay))</c>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public static class Chain<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Puts a transform of the gradient before a rule.</summary>
    /// <typeparam name="TTransform">The transform.</typeparam>
    /// <typeparam name="TRule">The rule, or another chain.</typeparam>
    /// <param name="transform">The transform, applied first.</param>
    /// <param name="rule">The rule, or another chain.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="rule"/> begins with a link that measures the whole gradient; such a link has to stand first.
    /// </exception>
    public static Before<T, TTransform, TRule> Before<TTransform, TRule>(TTransform transform, TRule rule)
        where TTransform : struct, IGradientTransform<T>
        where TRule : struct, IUpdateRule<T> => new(transform, rule);

    /// <summary>Puts a transform of the update behind a rule.</summary>
    /// <typeparam name="TRule">The rule, or another chain.</typeparam>
    /// <typeparam name="TTransform">The transform.</typeparam>
    /// <param name="rule">The rule, or another chain.</param>
    /// <param name="transform">The transform, applied last.</param>
    public static After<T, TRule, TTransform> After<TRule, TTransform>(TRule rule, TTransform transform)
        where TRule : struct, IUpdateRule<T>
        where TTransform : struct, IUpdateTransform<T> => new(rule, transform);
}
