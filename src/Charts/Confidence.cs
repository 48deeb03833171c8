namespace SimdOptim.Charts;

/// <summary>The confidence of a classifier, in bands of deepening colour.</summary>
public static class Confidence
{
    /// <summary>The probabilities of the winning class at which a deeper band begins.</summary>
    public static ReadOnlySpan<double> Levels => [0.75, 0.9];

    /// <summary>The tint of each band, the first below the first level.</summary>
    public static ReadOnlySpan<double> Strengths => [0.14, 0.26, 0.4];
}
