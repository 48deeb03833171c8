namespace SimdOptim.Experiments.Frame;

/// <summary>Inputs as the notebooks create them, with NumPy's functions.</summary>
public static class CourseInput
{
    /// <summary>NumPy's <c>linspace(start, stop, count)</c>.</summary>
    public static double[] Linspace(double start, double stop, int count) =>
        [.. Enumerable.Range(0, count).Select(i => i == count - 1 ? stop : (i * ((stop - start) / (count - 1))) + start)];

    /// <summary>NumPy's <c>randn(rows, columns)</c>, row-major.</summary>
    public static double[] Normal(NumPyRandom random, int rows, int columns)
    {
        double[] values = new double[rows * columns];
        random.Normal<double>(values);
        return values;
    }

    /// <summary>The transpose of a matrix.</summary>
    /// <param name="matrix">[rows, columns]</param>
    /// <param name="columns">The number of its columns.</param>
    /// <returns>[columns, rows]</returns>
    public static double[] Transpose(ReadOnlySpan<double> matrix, int columns)
    {
        double[] transposed = new double[matrix.Length];
        int rows = matrix.Length / columns;
        for (int i = 0; i < matrix.Length; i++) transposed[(i % columns * rows) + (i / columns)] = matrix[i];
        return transposed;
    }

    /// <summary>Draws all parameters of a network, including biases: W1, b1, W2, …, each <c>randn(outputs, inputs)</c>.</summary>
    public static void Draw(NumPyRandom random, Network<double> network)
    {
        foreach (ParameterTensor tensor in network.Layout.Tensors)
            Transpose(Normal(random, tensor.Columns, tensor.Rows), tensor.Rows).CopyTo(network.Parameters[tensor.Range]);
    }
}
