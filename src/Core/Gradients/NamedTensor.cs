using System.Globalization;

namespace SimdOptim.Gradients;

/// <summary>A name and a shape for a range of flat parameters, so that a result can say which parameter it means.</summary>
/// <param name="Name">The name, such as <c>dense1.weight</c>.</param>
/// <param name="Offset">The index of its first element among the parameters, not negative.</param>
/// <param name="Rows">The rows, at least 1; 1 for a vector.</param>
/// <param name="Columns">The columns, at least 1; the elements of a row stand side by side.</param>
public readonly record struct NamedTensor(string Name, int Offset, int Rows, int Columns)
{
    /// <summary>Gets the number of elements.</summary>
    public int Count => Rows * Columns;

    /// <summary>Returns the name of an element: <c>dense1.weight[3,7]</c>, or <c>dense1.bias[2]</c> of a single row.</summary>
    /// <param name="index">Its index among all parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is none of this tensor's.</exception>
    public string NameOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(index, Offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, (long)Offset + Count, nameof(index));
        (int row, int column) = Math.DivRem(index - Offset, Columns);
        return Rows == 1
            ? string.Create(CultureInfo.InvariantCulture, $"{Name}[{column}]")
            : string.Create(CultureInfo.InvariantCulture, $"{Name}[{row},{column}]");
    }

    /// <summary>Refuses tensors that do not cover [0, parameterCount) one after the other.</summary>
    internal static void CheckCoverage(ReadOnlySpan<NamedTensor> tensors, int parameterCount)
    {
        long next = 0;
        foreach (NamedTensor tensor in tensors)
        {
            if (tensor.Name is null || tensor.Rows < 1 || tensor.Columns < 1)
                throw Fault($"each must have a name and at least one row and one column; {tensor} has not");
            if (tensor.Offset != next) throw Fault($"{tensor.Name} must begin at {next}; it begins at {tensor.Offset}");
            next += (long)tensor.Rows * tensor.Columns;
        }

        if (next != parameterCount) throw Fault($"they must cover all {parameterCount} parameters; they cover {next}");

        static ArgumentException Fault(string what) =>
            new(string.Create(CultureInfo.InvariantCulture, $"tensors must follow one another: {what}."), nameof(tensors));
    }
}
