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

/// <summary>
/// QR decomposition by Householder reflections, <c>H = I - 2·v·vᵀ</c> with ‖v‖ = 1. Q is orthogonal to rounding error, even for
/// nearly parallel vectors, for which Gram-Schmidt loses orthogonality.
/// </summary>
/// <remarks>Golub and Van Loan, "Matrix computations", 2013, algorithms 5.1.1 and 5.1.5 (backward accumulation).</remarks>
internal static class Householder
{
    /// <summary>
    /// Replaces vectors by <c>Q·sign(diag R)</c>, where Q·R is the matrix with these vectors as columns; sign(0) is +1.
    /// </summary>
    /// <param name="vectors"><c>[count, length]</c>, one vector a row; overwritten with orthonormal vectors.</param>
    /// <param name="count">The number of vectors.</param>
    /// <param name="length">The length of each vector, at least <paramref name="count"/>.</param>
    public static void Orthonormalize(Span<double> vectors, int count, int length)
    {
        bool[] isNegative = new bool[count]; // the diagonal of R
        for (int i = 0; i < count; i++)
        {
            Span<double> normal = vectors.Slice(i * length, length)[i..];
            isNegative[i] = MakeNormal(normal) < 0;
            for (int j = i + 1; j < count; j++) Reflect(normal, vectors.Slice(j * length, length)[i..]);
        }

        // Column i of Q is eᵢ after reflections i, …, 0. Reflection i is applied to the later columns, which have had all others.
        for (int i = count - 1; i >= 0; i--)
        {
            Span<double> column = vectors.Slice(i * length, length);
            Span<double> normal = column[i..];
            for (int j = i + 1; j < count; j++) Reflect(normal, vectors.Slice(j * length, length)[i..]);
            double scale = -2 * normal[0];
            foreach (ref double value in normal) value *= scale;
            normal[0] += 1;
            column[..i].Clear();
        }

        for (int i = 0; i < count; i++)
        {
            if (!isNegative[i]) continue;
            foreach (ref double value in vectors.Slice(i * length, length)) value = -value;
        }
    }

    /// <summary>
    /// Replaces x by the unit normal v of the reflection that maps x to <c>(r, 0, …, 0)</c>, or by 0 if x is 0. Returns r.
    /// </summary>
    private static double MakeNormal(Span<double> x)
    {
        double norm = Reductions.Norm<double>(x);
        if (norm == 0) return 0;
        double image = x[0] > 0 ? -norm : norm; // the opposite sign avoids cancellation
        x[0] -= image;
        double length = Reductions.Norm<double>(x);
        foreach (ref double value in x) value /= length;
        return image;
    }

    /// <summary><c>x -= 2·(v·x)·v</c></summary>
    private static void Reflect(ReadOnlySpan<double> normal, Span<double> x) =>
        AddScaled<double>.Run(x, normal, -2 * Reductions.Dot<double>(normal, x));
}
