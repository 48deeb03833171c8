namespace SimdOptim.StepProbe;

/// <summary>A use of the library.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Warmup">Makes it fast from the first call on.</param>
/// <param name="Use">Uses it with batches of these sizes, from 1 to <see cref="MaxBatch"/>; of none it does nothing.</param>
internal sealed record Scenario(string Name, Action Warmup, Action<int[]> Use)
{
    public const int MaxBatch = 70;
}
