namespace SimdOptim.Testing;

/// <summary>A law does not hold.</summary>
public sealed class LawBrokenException : Exception
{
    internal LawBrokenException(string law, string? counterexample, Exception fault, string? replay)
        : base(Describe(law, counterexample, fault, replay), fault is Law.FaultException ? null : fault)
    {
        Law = law;
        Counterexample = counterexample;
        Fault = Describe(fault);
        Replay = replay;
    }

    /// <summary>Gets the name of the law.</summary>
    public string Law { get; }

    /// <summary>Gets the smallest case found for which it fails; null for a law of one case.</summary>
    public string? Counterexample { get; }

    /// <summary>Gets what is wrong.</summary>
    public string Fault { get; }

    /// <summary>
    /// Gets the value of <see cref="Testing.Law.ReplayVariable"/> that checks only the case that failed first, before it was made
    /// smaller; null for a law of one case.
    /// </summary>
    public string? Replay { get; }

    private static string Describe(Exception fault) =>
        fault is Law.FaultException ? fault.Message : $"{fault.GetType().Name}: {fault.Message}";

    private static string Describe(string law, string? counterexample, Exception fault, string? replay)
    {
        string text = $"The law does not hold: {law}\n  {Describe(fault)}";
        if (counterexample is null) return text;
        string how = $"replay with the environment variable {Testing.Law.ReplayVariable}={replay}";
        return $"{text}\n  counterexample: {counterexample}\n  {how}";
    }
}
