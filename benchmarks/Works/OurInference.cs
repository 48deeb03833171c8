namespace SimdOptim.Benchmarks.Works;

/// <summary>Inference as a user of the library writes it.</summary>
internal sealed class OurInference(NetworkData data, Network<float> network)
{
    private readonly float[] _sample = data.Inputs[..data.Shape.Widths[0]];
    private readonly Workspace<float> _workspace = network.CreateWorkspace();

    public ReadOnlySpan<float> Outputs => network.Predict(_sample, _workspace);

    public void Infer(int calls)
    {
        for (int i = 0; i < calls; i++) network.Predict(_sample, _workspace);
    }
}
