namespace SimdOptim.Cli.Soaking;

/// <summary>The memory of this process: the most it had before it settled, and after.</summary>
/// <param name="settled">When it should need no more.</param>
internal sealed class WorkingSet(TimeSpan settled)
{
    private long _before;
    private long _after;

    public long Largest => Math.Max(_before, _after);

    /// <summary>How much more it had once it had settled; 0 before.</summary>
    public long Growth => _after == 0 ? 0 : _after - _before;

    public void Sample(TimeSpan elapsed)
    {
        if (elapsed < settled) _before = Math.Max(_before, Environment.WorkingSet);
        else _after = Math.Max(_after, Environment.WorkingSet);
    }
}
