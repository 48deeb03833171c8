namespace SimdOptim.Layers;

/// <summary>What draws the masks of <see cref="Dropout{T}"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IDropoutMask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Fills a mask with 1/keep with the probability keep, else 0. Called in every training pass, and should not allocate.
    /// </summary>
    /// <param name="mask"><c>[batch, features]</c>; overwritten.</param>
    /// <param name="keep">The probability to keep a value, in (0, 1].</param>
    /// <param name="position">Which mask it is, and of which samples.</param>
    /// <exception cref="ArgumentException"><paramref name="mask"/> does not hold whole samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="keep"/> is outside its range, or <paramref name="position"/> has a negative number, no features, or a
    /// place beyond the stream.
    /// </exception>
    void Fill(Span<T> mask, double keep, MaskPosition position);

    /// <summary>Returns kind and seeds.</summary>
    Description Describe();
}
