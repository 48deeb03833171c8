namespace SimdOptim.Cli.Soaking;

/// <summary>The largest working set of this process before and after it settled.</summary>
/// <param name="settled">The time after which it should not grow.</param>
internal sealed class WorkingSet(TimeSpan settled)
{
    private long _before;
    private long _after;

    public long Largest => Math.Max(_before, _after);

    /// <summary>The growth after it settled; 0 before.</summary>
    public long Growth => _after == 0 ? 0 : _after - _before;

    public void Sample(TimeSpan elapsed)
    {
        if (elapsed < settled) _before = Math.Max(_before, Environment.WorkingSet);
        else _after = Math.Max(_after, Environment.WorkingSet);
    }
}
