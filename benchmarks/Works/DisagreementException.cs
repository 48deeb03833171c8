namespace SimdOptim.Benchmarks.Works;

/// <summary>Two contestants came to different results, so that their times say nothing.</summary>
internal sealed class DisagreementException(string message) : Exception(message)
{
    /// <summary>Throws unless a peer's figures are ours, to within a relative tolerance of the largest.</summary>
    public static void ThrowIfFar(
        string work, string peer, ReadOnlySpan<double> ours, ReadOnlySpan<double> theirs, double tolerance)
    {
        if (ours.Length != theirs.Length)
            throw new DisagreementException($"{work}: {peer} gives {theirs.Length} figures where ours are {ours.Length}.");

        double largest = 0;
        foreach (double figure in ours) largest = Math.Max(largest, Math.Abs(figure));
        for (int i = 0; i < ours.Length; i++)
        {
            if (Math.Abs(ours[i] - theirs[i]) <= tolerance * largest) continue; // false for NaN
            throw new DisagreementException($"{work}: figure {i} of {peer} is {theirs[i]} where ours is {ours[i]}.");
        }
    }
}
