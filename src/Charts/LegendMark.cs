namespace SimdOptim.Charts;

/// <summary>The mark before a name in the legend.</summary>
public enum LegendMark
{
    Line,
    DashedLine,
    FaintLine,
    Disc,
    Diamond,
    Bands,
    None,
}
