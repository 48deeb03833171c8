using System.Numerics;

namespace SimdOptim.Optimizers;

/// <summary>A link that stands behind the rule: update in, update out.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IUpdateTransform<T> : ILink<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
