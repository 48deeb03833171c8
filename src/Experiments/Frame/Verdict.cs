namespace SimdOptim.Experiments.Frame;

/// <summary>What a comparison came to.</summary>
public enum Verdict
{
    Agrees,
    Differs,

    /// <summary>The figure is known to be wrong where it was published, and ours is rightly another.</summary>
    SourceIsWrong,
}
