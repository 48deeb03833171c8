namespace SimdOptim.Cli.Runs;

/// <summary>What is done about a cost that explodes or is not finite.</summary>
internal enum DivergencePolicy
{
    /// <summary>The training ends, at the parameters of the last good epoch.</summary>
    Stop,

    /// <summary>The training goes on with whatever comes.</summary>
    Continue,

    /// <summary>The epoch is tried again at half the learning rate.</summary>
    Retry,
}
