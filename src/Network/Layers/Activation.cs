using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SimdOptim.Activations;
using SimdOptim.Initializers;
using SimdOptim.Simd;

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
        foreach ((string name, object value) in function.Describe().Values)
        {
            if (value is double number) Throw.IfOverflowing<T>(number, name);
        }
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
            Run(new Kernel(Function, x.Span, y.Span, pass.OutputGradients.Span, pass.InputGradients.Span), y.Span.Length);
            return;
        }

        for (int row = 0; row < y.Count; row++)
            Run(new Kernel(Function, x[row], y[row], pass.OutputGradients[row], pass.InputGradients[row]), OutputCount);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run(Kernel kernel, int count) => ElementwiseLoop.Run<T, Kernel>(kernel, count);

    /// <summary><c>dx = dy·f′</c></summary>
    [method: MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref struct Kernel(
        TActivation function, ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> outputGradients, Span<T> inputGradients)
        : IElementwiseKernel<T>
    {
        private readonly TActivation _function = function;
        private readonly ref T _x = ref MemoryMarshal.GetReference(x);
        private readonly ref T _y = ref MemoryMarshal.GetReference(y);
        private readonly ref T _outputGradients = ref MemoryMarshal.GetReference(outputGradients);
        private readonly ref T _inputGradients = ref MemoryMarshal.GetReference(inputGradients);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector y = TVector.Load(in _y, index), x = TActivation.NeedsInput ? TVector.Load(in _x, index) : y;
            new ActivationFunction<T, TActivation>(_function).Backward(x, y, TVector.Load(in _outputGradients, index))
                .Store(ref _inputGradients, index);
        }
    }
}

/// <summary>An activation and its chain rule, for the loops.</summary>
internal readonly struct ActivationFunction<T, TActivation>(TActivation function) : IElementwiseFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TActivation : struct, IActivation
{
    private readonly TActivation _function = function;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector, T> => _function.Apply<TVector, T>(x);

    /// <summary>Returns the gradient by the input, given the gradient by the output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Backward<TVector>(TVector x, TVector y, TVector gradient)
        where TVector : struct, ISimdVector<TVector, T>
    {
        TVector derivative = _function.GetDerivative<TVector, T>(x, y), zero = TVector.Constant(0);
        return TActivation.IsMask ? TVector.SelectGreater(derivative, zero, gradient, zero) : gradient * derivative;
    }
}
