using System.Numerics;

namespace SimdOptim.Optimizers;

/// <summary>A link that stands before the rule: gradient in, gradient out.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IGradientTransform<T> : ILink<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
