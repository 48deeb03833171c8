using SimdOptim.Randomness;
using SimdOptim.Simd.Matrices;

namespace SimdOptim.Initializers;

/// <summary>
/// A random matrix whose rows or columns, whichever are shorter in number, are orthogonal to one another and of length gain:
/// every such matrix is as likely as any other (the Haar measure).
/// </summary>
/// <remarks>
/// Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", 2014. As
/// PyTorch's <c>orthogonal_</c>: normal numbers fill the matrix in the order of the draw; with A the matrix if it is tall, else
/// its transpose, and <c>A = Q·R</c>, <c>w = gain·Q·sign(diag R)</c>, transposed back. Without the signs Q would not be
/// uniform (Mezzadri, "How to generate random matrices from the classical compact groups", 2007).
/// </remarks>
public sealed class Orthogonal : IInitializer
{
    /// <summary>Initializes the gain.</summary>
    /// <param name="gain">The length of the orthogonal vectors, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is outside its range.</exception>
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
        double[] vectors = new double[weights.Length]; // [count, length]: each of Q's columns in one piece
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
