using System.Runtime.InteropServices;
using SimdOptim.Activations;
using SimdOptim.Initializers;

namespace SimdOptim.Layers;

/// <summary>A layer that applies a function to each value: <c>y = f(x)</c>, and backward <c>dx = dy·f′(x)</c>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TActivation">The function.</typeparam>
public sealed class Activation<T, TActivation> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TActivation : struct, IActivation
{
    internal Activation(int count, TActivation function)
        : base(count, count)
    {
        Function = function;
        Throw.IfRounded<T>(function.Describe());
    }

    /// <summary>Gets the function.</summary>
    public TActivation Function { get; }

    /// <inheritdoc/>
    public override IInitializer? InitializerBefore => TActivation.DefaultInitializer;

    /// <inheritdoc/>
    public override Description Describe() => Function.Describe();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(in ForwardPass<T> pass) =>
        ElementwiseLoop.Run(new ActivationFunction<T, TActivation>(Function), pass.Inputs, pass.Outputs);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(in BackwardPass<T> pass)
    {
        if (pass.InputGradients.IsEmpty) return;
        ReadOnlyRows<T> x = pass.Inputs, y = pass.Outputs;
        if (x.Stride == y.Stride)
        {
            ActivationBackward<T, TActivation>.Run(Function, x.Span, y.Span, pass.OutputGradients.Span, pass.InputGradients.Span);
            return;
        }

        for (int row = 0; row < y.Count; row++)
        {
            ActivationBackward<T, TActivation>.Run(
                Function, x[row], y[row], pass.OutputGradients[row], pass.InputGradients[row]);
        }
    }

    /// <inheritdoc/>
    internal override Layer<T>? TryFuse(Layer<T> neighbour) =>
        neighbour is Dense<T> dense ? new FusedDense<T, TActivation>(dense, Function) : null;
}

/// <summary>The chain rule of an activation over arrays: <c>dx = dy·f′</c>.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly ref struct ActivationBackward<T, TActivation>(
    TActivation function, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> outputGradients, Span<T> inputGradients)
    : IElementwiseKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TActivation : struct, IActivation
{
    private readonly TActivation _function = function;
    private readonly ref T _x = ref MemoryMarshal.GetReference(x);
    private readonly ref T _y = ref MemoryMarshal.GetReference(y);
    private readonly ref T _outputGradients = ref MemoryMarshal.GetReference(outputGradients);
    private readonly ref T _inputGradients = ref MemoryMarshal.GetReference(inputGradients);

    /// <summary>Writes the input gradients, which may lie in the place of the output gradients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(
        TActivation function, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> outputGradients, Span<T> inputGradients) =>
        ElementwiseLoop.Run<T, ActivationBackward<T, TActivation>>(
            new ActivationBackward<T, TActivation>(function, x, y, outputGradients, inputGradients), y.Length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TVector>(nuint index)
        where TVector : struct, ISimdVector<TVector, T>
    {
        TVector y = TVector.Load(in _y, index), x = TActivation.NeedsInput ? TVector.Load(in _x, index) : y;
        TVector gradient = TVector.Load(in _outputGradients, index), zero = TVector.Constant(0);
        TVector derivative = _function.GetDerivative<TVector, T>(x, y);
        gradient = TActivation.IsMask ? TVector.SelectGreater(derivative, zero, gradient, zero) : gradient * derivative;
        gradient.Store(ref _inputGradients, index);
    }
}

/// <summary>An activation, for the loops.</summary>
internal readonly struct ActivationFunction<T, TActivation>(TActivation function) : IElementwiseFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TActivation : struct, IActivation
{
    private readonly TActivation _function = function;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector, T> => _function.Apply<TVector, T>(x);
}
