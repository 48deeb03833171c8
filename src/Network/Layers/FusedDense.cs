using SimdOptim.Activations;
using SimdOptim.Simd.Matrices;

namespace SimdOptim.Layers;

/// <summary>
/// A dense layer fused with an activation. Forward, the activation follows the layer: <c>Y = f(X·W + b)</c>. Backward, it precedes
/// the layer and its outputs are X, so the input gradients are <c>G·Wᵀ·f′</c>.
/// </summary>
/// <remarks>The product runs the activation as its epilogue, over rows that are still in the cache.</remarks>
internal sealed unsafe class FusedDense<T, TActivation>(Dense<T> dense, TActivation function)
    : Layer<T>(dense.InputCount, dense.OutputCount)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TActivation : struct, IActivation
{
    public override Description Describe() => dense.Describe();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(in ForwardPass<T> pass)
    {
        Rows<T> sums = TActivation.NeedsInput && pass.IsTraining ? pass.Sums : pass.Outputs;
        fixed (T* source = sums.Span, outputs = pass.Outputs.Span)
        {
            Epilogue epilogue = new() { Function = function, ToOutputs = (nint)outputs - (nint)source };
            DenseForwardJob<T>.Run(dense, in pass, sums, &Apply, Unsafe.AsPointer(ref epilogue));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(in BackwardPass<T> pass)
    {
        fixed (T* gradients = pass.InputGradients.Span, outputs = pass.Inputs.Span, inputs = pass.Sums.Span)
        {
            Epilogue epilogue = new() { Function = function, ToOutputs = (nint)outputs - (nint)gradients, ToInputs = (nint)inputs - (nint)gradients };
            DenseBackwardJob<T>.Run(dense, in pass, &ApplyBackward, Unsafe.AsPointer(ref epilogue));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void PlanSample(ref Stage<T> stage) => dense.PlanSample(ref stage);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void ForwardSample(ref Stage<T> stage, T* inputs)
    {
        stage.Product.Left = inputs;
        MatrixRow.Run(in stage.Product, new ActivationFunction<T, TActivation>(function));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply(void* state, T* sums, nint stride, int rows, int columns)
    {
        ref Epilogue epilogue = ref Unsafe.AsRef<Epilogue>(state);
        for (Flatten(stride, ref rows, ref columns); rows > 0; rows--)
        {
            ElementwiseLoop.RunUnchecked(
                new ActivationFunction<T, TActivation>(epilogue.Function),
                new ReadOnlySpan<T>(sums, columns),
                new Span<T>((byte*)sums + epilogue.ToOutputs, columns));
            sums += stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ApplyBackward(void* state, T* gradients, nint stride, int rows, int columns)
    {
        ref Epilogue epilogue = ref Unsafe.AsRef<Epilogue>(state);
        for (Flatten(stride, ref rows, ref columns); rows > 0; rows--)
        {
            ActivationBackward<T, TActivation>.Run(
                epilogue.Function,
                new ReadOnlySpan<T>((byte*)gradients + epilogue.ToInputs, columns),
                new ReadOnlySpan<T>((byte*)gradients + epilogue.ToOutputs, columns),
                new ReadOnlySpan<T>(gradients, columns),
                new Span<T>(gradients, columns));
            gradients += stride;
        }
    }

    /// <summary>Treats rows that follow each other without a gap as one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Flatten(nint stride, ref int rows, ref int columns)
    {
        if (stride != columns) return;
        columns *= rows;
        rows = 1;
    }

    private struct Epilogue
    {
        public required TActivation Function;
        public required nint ToOutputs; // the bytes from an element of the product to the output of the activation
        public nint ToInputs;
    }
}
