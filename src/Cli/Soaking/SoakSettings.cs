namespace SimdOptim.Cli.Soaking;

/// <summary>What is soaked, and for how long.</summary>
/// <param name="Duration">How long it lasts.</param>
/// <param name="Threads">How many threads infer beside the training.</param>
/// <param name="Seed">The seed of the trainings and of the moments at which the child is killed.</param>
/// <param name="Directory">Where the child writes.</param>
internal sealed record SoakSettings(TimeSpan Duration, int Threads, uint Seed, string Directory);
