namespace SimdOptim.Cli.Runs;

/// <summary>The numbers that a run computes in.</summary>
internal enum Precision
{
    Float,
    Double,
}
