namespace SimdOptim.Charts;

/// <summary>What stands in the legend before a name.</summary>
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
