namespace SimdOptim;

/// <summary>One tensor in a flat array of parameters or buffers: its name, place and shape.</summary>
/// <param name="Name">The name; in a network <c>layer.tensor</c>: <c>dense1.weight</c>.</param>
/// <param name="Offset">The index of its first element in the flat array.</param>
/// <param name="Rows">The rows: the inputs of a dense weight; 1 for a vector.</param>
/// <param name="Columns">The columns: the outputs.</param>
/// <param name="Kind">What it is for.</param>
public sealed record ParameterTensor(string Name, int Offset, int Rows, int Columns, TensorKind Kind)
{
    /// <summary>Gets the number of elements.</summary>
    public int Count => Rows * Columns;

    /// <summary>Gets the initial value of every element that no initializer draws: 1 for scales and variances, else 0.</summary>
    public double InitialValue { get; init; } = Kind is TensorKind.Scale or TensorKind.RunningVariance ? 1 : 0;

    /// <summary>Gets the range of its elements in the flat array.</summary>
    public Range Range => Offset..(Offset + Count);
}
