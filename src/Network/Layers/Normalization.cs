namespace SimdOptim.Layers;

/// <summary>The learned scale γ and shift β that follow a normalization: <c>y = γ·x̂ + β</c>, one of each a feature.</summary>
internal static class Normalization
{
    /// <summary>Returns γ, then β, by PyTorch's names.</summary>
    public static ParameterTensor[] CreateTensors(int count) =>
    [
        new ParameterTensor("weight", 0, 1, count, TensorKind.Scale),
        new ParameterTensor("bias", count, 1, count, TensorKind.Bias),
    ];

    /// <summary>Writes <c>dγ = Σg·x̂</c>, then <c>dβ = Σg</c>, sums over the batch.</summary>
    /// <param name="outputGradients">g, <c>[batch, features]</c>.</param>
    /// <param name="normalized">x̂, <c>[batch, features]</c>.</param>
    /// <param name="parameterGradients"><c>[2, features]</c>; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<T>(ReadOnlyRows<T> outputGradients, ReadOnlyRows<T> normalized, Span<T> parameterGradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int features = parameterGradients.Length / 2;
        ColumnSums.Dot(outputGradients, normalized, parameterGradients[..features]);
        ColumnSums.Sum(outputGradients, parameterGradients[features..]);
    }
}
