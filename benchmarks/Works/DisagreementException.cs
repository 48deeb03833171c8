namespace SimdOptim.Benchmarks.Works;

/// <summary>
/// The exception that is thrown when contestants compute different results, which makes their times meaningless.
/// </summary>
internal sealed class DisagreementException(string message) : Exception(message)
{
    /// <summary>Throws unless a peer's figures equal ours, within a tolerance relative to the largest.</summary>
    public static void ThrowIfFar(
        string work, string peer, ReadOnlySpan<double> ours, ReadOnlySpan<double> theirs, double tolerance)
    {
        if (ours.Length != theirs.Length)
            throw new DisagreementException($"{work}: {peer} returned {theirs.Length} figures; {ours.Length} were expected.");

        double largest = 0;
        foreach (double figure in ours) largest = Math.Max(largest, Math.Abs(figure));
        for (int i = 0; i < ours.Length; i++)
        {
            if (Math.Abs(ours[i] - theirs[i]) <= tolerance * largest) continue; // false for NaN
            throw new DisagreementException($"{work}: figure {i} of {peer} is {theirs[i]}; ours is {ours[i]}.");
        }
    }
}
