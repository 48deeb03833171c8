namespace SimdOptim.Cli.Charts;

/// <summary>What stands in the legend before a name.</summary>
internal enum LegendMark
{
    Line,
    DashedLine,
    FaintLine,
    Disc,
    Diamond,
    Bands,
    None,
}
