namespace SimdOptim.Charts;

/// <summary>A mark on an axis; without a label it has a thinner grid line.</summary>
public readonly record struct Tick(double Value, string Label)
{
    public bool IsMinor => Label.Length == 0;
}
