using System.Numerics;

namespace SimdOptim.Optimizers;

/// <summary>
/// The one link of a chain that applies the learning rate: gradient in, update out, and the update is <em>added</em> to the
/// parameter. Hence descent returns a negative multiple of the gradient.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IUpdateRule<T> : ILink<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
