using System.Globalization;

namespace SimdOptim.Gradients;

/// <summary>The derivatives of one checked parameter.</summary>
/// <param name="Tensor">The tensor that holds the parameter.</param>
/// <param name="Index">The index among all parameters.</param>
/// <param name="Analytic">The derivative that is checked.</param>
/// <param name="Numerical">The numerical derivative.</param>
/// <param name="ErrorEstimate">The error estimate of Richardson's extrapolation; null with central differences.</param>
/// <param name="Difference"><c>|analytic - numerical|</c>, or 0 if both are below the floor.</param>
/// <param name="IsKink">Whether the objective has a kink within one step of the parameter.</param>
public readonly record struct ParameterDifference(
    NamedTensor Tensor, int Index, double Analytic, double Numerical, double? ErrorEstimate, double Difference, bool IsKink)
{
    /// <summary>Gets the name with the indices: <c>dense1.weight[3,7]</c>.</summary>
    public string Name => Tensor.NameOf(Index);

    /// <summary>Gets <c>|analytic - numerical| / (|analytic| + |numerical|)</c>, from 0 to 1; 0 if they are equal.</summary>
    public double RelativeDifference => Difference == 0 ? 0 : Difference / (Math.Abs(Analytic) + Math.Abs(Numerical));

    /// <summary>Gets whether both derivatives are finite.</summary>
    public bool IsFinite => double.IsFinite(Analytic) && double.IsFinite(Numerical);
}

/// <summary>The relative difference of one tensor.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="CheckedCount">The number of its parameters that were checked.</param>
/// <param name="RelativeDifference">
/// <c>‖analytic - numerical‖₂ / (‖analytic‖₂ + ‖numerical‖₂)</c> over these; 0 if there are none, NaN if an element is not
/// finite.
/// </param>
/// <param name="KinkCount">The number of them that have a kink.</param>
public readonly record struct TensorDifference(NamedTensor Tensor, int CheckedCount, double RelativeDifference, int KinkCount);

/// <summary>The name and shape of a range of flat parameters, which give each parameter a name in the result.</summary>
/// <param name="Name">The name, such as <c>dense1.weight</c>.</param>
/// <param name="Offset">The index of its first element among the parameters, not negative.</param>
/// <param name="Rows">The rows, at least 1; 1 for a vector.</param>
/// <param name="Columns">The columns, at least 1; the elements of a row are adjacent.</param>
public readonly record struct NamedTensor(string Name, int Offset, int Rows, int Columns)
{
    /// <summary>Gets the number of elements.</summary>
    public int Count => Rows * Columns;

    /// <summary>
    /// Returns the name of an element: <c>dense1.weight[3,7]</c>, or <c>dense1.bias[2]</c> if there is one row.
    /// </summary>
    /// <param name="index">Its index among all parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside this tensor.</exception>
    public string NameOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(index, Offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, (long)Offset + Count, nameof(index));
        (int row, int column) = Math.DivRem(index - Offset, Columns);
        return Rows == 1
            ? string.Create(CultureInfo.InvariantCulture, $"{Name}[{column}]")
            : string.Create(CultureInfo.InvariantCulture, $"{Name}[{row},{column}]");
    }

    /// <summary>Throws unless the tensors cover [0, parameterCount) in order and without gaps.</summary>
    internal static void CheckCoverage(ReadOnlySpan<NamedTensor> tensors, int parameterCount)
    {
        long next = 0;
        foreach (NamedTensor tensor in tensors)
        {
            if (tensor.Name is null || tensor.Rows < 1 || tensor.Columns < 1)
                throw Fault($"each must have a name and at least one row and one column; {tensor} does not");
            if (tensor.Offset != next) throw Fault($"{tensor.Name} must start at {next}; it starts at {tensor.Offset}");
            next += (long)tensor.Rows * tensor.Columns;
        }

        if (next != parameterCount) throw Fault($"they must cover all {parameterCount} parameters; they cover {next}");

        static ArgumentException Fault(string what) =>
            new(string.Create(CultureInfo.InvariantCulture, $"tensors must be adjacent and in order: {what}."), nameof(tensors));
    }
}
