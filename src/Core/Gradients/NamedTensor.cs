using System.Globalization;

namespace SimdOptim.Gradients;

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
