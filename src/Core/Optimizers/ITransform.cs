using System.Numerics;

namespace SimdOptim.Optimizers;

/// <summary>
/// A link that makes sense on either side of the rule, on a gradient as on an update. One that belongs on a single side
/// implements <see cref="IGradientTransform{T}"/> or <see cref="IUpdateTransform{T}"/>, and does not compile on the other.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ITransform<T> : IGradientTransform<T>, IUpdateTransform<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
