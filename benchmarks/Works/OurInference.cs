using System.Runtime.CompilerServices;

namespace SimdOptim.Benchmarks.Works;

/// <summary>Inference as written by a user of the library.</summary>
internal sealed class OurInference(NetworkData data, Network<float> network)
{
    private readonly float[] _sample = data.Inputs[..data.Shape.Widths[0]];
    private readonly Workspace<float> _workspace = network.CreateWorkspace();

    public ReadOnlySpan<float> Outputs => network.Predict(_sample, _workspace);

    /// <summary>Compiles the methods that an inference runs, before the first.</summary>
    public void Warmup() => network.Warmup(_workspace);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Infer(int calls)
    {
        for (int i = 0; i < calls; i++) network.Predict(_sample, _workspace);
    }
}
