namespace SimdOptim.StepProbe;

/// <summary>A network with loss and optimizer, and how to use it.</summary>
/// <param name="Name">The name of the scenario.</param>
/// <param name="Warmup">Runs the warm-up of the library.</param>
/// <param name="Use">Runs inference and training with batches of the given sizes, from 1 to <see cref="MaxBatch"/>.</param>
internal sealed record Scenario(string Name, Action Warmup, Action<int[]> Use)
{
    public const int MaxBatch = 70;
}
