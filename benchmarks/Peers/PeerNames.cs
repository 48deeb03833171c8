namespace SimdOptim.Benchmarks.Peers;

/// <summary>The names of the contestants in reports.</summary>
internal static class PeerNames
{
    public const string Ours = "SimdOptim";
    public const string ByHand = "by hand";
    public const string Fann = "FANN";
    public const string MathNet = "MathNet";
    public const string OneDnn = "oneDNN";
    public const string OneThread = "one thread";
    public const string OpenBlas = "OpenBLAS";
    public const string PyTorch = "PyTorch";
    public const string TensorPrimitives = "TensorPrimitives";
    public const string TwoRuns = "two runs";
}
