using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Soaking;

/// <summary>What is soaked, and for how long.</summary>
internal sealed record SoakSettings : Settings
{
    public TimeSpan Duration { get; set; }

    /// <summary>The number of threads that infer during the training.</summary>
    public int Threads { get; set; }

    /// <summary>The seed of the trainings and of the moments at which the child is killed.</summary>
    public uint Seed { get; set; }

    /// <summary>Where the child and the report are written.</summary>
    public string Directory { get; set; } = "";
}
