using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Layers;

/// <summary>The rectified linear unit: <c>y = max(x, 0)</c>. At 0 its derivative is taken as 0; NaN stays NaN.</summary>
/// <remarks>Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines", 2010.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class ReLU<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal ReLU(int count)
        : base(count, count)
    {
    }

    internal override string Kind => "relu";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(in ForwardPass<T> pass) => Rectifier.Run(pass.Inputs, pass.Outputs);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(in BackwardPass<T> pass) =>
        Rectifier.RunBackward(pass.Outputs, pass.OutputGradients, pass.InputGradients);
}
