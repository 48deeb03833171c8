namespace SimdOptim.Losses;

/// <summary>
/// The L2 penalty on weights, not on biases and scales: <c>λ/(2m)·Σw²</c>, with derivative <c>λ/m·w</c>. m is the number of
/// samples in the training set, so that λ means the same for every batch size.
/// </summary>
/// <remarks>deeplearning.ai's course 2, week 1. CS231n's <c>reg/2·Σw²</c> is λ = reg·m.</remarks>
internal static class L2Penalty
{
    /// <summary>Adds the derivative to the gradients and returns the penalty.</summary>
    /// <param name="layout">Which parameters are weights.</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="gradients">The derivative of the cost by all parameters; those of weights are added to.</param>
    /// <param name="factor">λ/m, finite and not negative.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Add<T>(ParameterLayout layout, ReadOnlySpan<T> parameters, Span<T> gradients, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IReadOnlyList<ParameterTensor> tensors = layout.Tensors;
        for (int i = 0; i < tensors.Count; i++)
        {
            Range range = tensors[i].Range;
            if (tensors[i].Kind == TensorKind.Weight) AddScaled<T>.Run(gradients[range], parameters[range], factor);
        }

        return Measure(layout, parameters, factor);
    }

    /// <summary>Returns the penalty.</summary>
    /// <param name="layout">Which parameters are weights.</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="factor">λ/m, finite and not negative.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Measure<T>(ParameterLayout layout, ReadOnlySpan<T> parameters, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        IReadOnlyList<ParameterTensor> tensors = layout.Tensors;
        for (int i = 0; i < tensors.Count; i++)
        {
            if (tensors[i].Kind != TensorKind.Weight) continue;
            sum += double.CreateChecked(Reductions.SumOfSquares(parameters[tensors[i].Range]));
        }

        return factor / 2 * sum;
    }
}
