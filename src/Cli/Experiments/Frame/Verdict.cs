namespace SimdOptim.Cli.Experiments.Frame;

/// <summary>What a comparison came to.</summary>
internal enum Verdict
{
    Agrees,
    Differs,

    /// <summary>The figure is known to be wrong where it was published, and ours is rightly another.</summary>
    SourceIsWrong,
}
