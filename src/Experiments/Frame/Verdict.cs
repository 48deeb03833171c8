namespace SimdOptim.Experiments.Frame;

/// <summary>The result of a comparison.</summary>
public enum Verdict
{
    Agrees,
    Differs,

    /// <summary>The published figure is known to be wrong, and ours differs as it should.</summary>
    SourceIsWrong,
}
