using SimdOptim.Randomness;
using SimdOptim.Simd.Matrices;

namespace SimdOptim.Initializers;

/// <summary>
/// Draws a random matrix whose rows or columns, whichever are fewer, are orthogonal and have length gain. All such matrices are
/// equally likely (Haar measure).
/// </summary>
/// <remarks>
/// Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", 2014.
/// The algorithm of PyTorch's <c>orthogonal_</c>: draw normal numbers, let A be the matrix or, if it is wide, its transpose,
/// decompose <c>A = Q·R</c>, set <c>w = gain·Q·sign(diag R)</c> and transpose back. Without the signs Q would not be uniformly
/// distributed (Mezzadri, "How to generate random matrices from the classical compact groups", 2007).
/// </remarks>
public sealed class Orthogonal : IInitializer
{
    /// <summary>Creates an initializer.</summary>
    /// <param name="gain">The length of the orthogonal vectors, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is negative or not finite.</exception>
    public Orthogonal(double gain = 1) => Gain = Throw.IfNegativeOrNotFinite(gain);

    /// <summary>Gets the length of the orthogonal vectors.</summary>
    public double Gain { get; }

    /// <inheritdoc/>
    public Description Describe() => new("Orthogonal") { { "gain", Gain } };

    /// <inheritdoc/>
    public void Fill(Span<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random)
    {
        FillArguments.Validate(weights, fanIn, fanOut, order, random);
        random.Normal(weights);
        (int rows, int columns) = order == DrawOrder.OutputsFirst ? (fanOut, fanIn) : (fanIn, fanOut);
        (int count, int length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        double[] vectors = new double[weights.Length]; // [count, length], a column of Q in each row
        CopyTransposedIf(rows > columns, weights, vectors, rows, columns);
        Householder.Orthonormalize(vectors, count, length);
        CopyTransposedIf(rows > columns, vectors, weights, count, length);
        foreach (ref double weight in weights) weight *= Gain;
    }

    private static void CopyTransposedIf(
        bool transposed, ReadOnlySpan<double> source, Span<double> destination, int rows, int columns)
    {
        if (transposed) MatrixTranspose.Run(source, destination, rows, columns);
        else source.CopyTo(destination);
    }
}
