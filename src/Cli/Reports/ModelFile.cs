using System.Numerics;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Reports;

/// <summary>The network as the run left it, for <c>predict</c> and for other programs.</summary>
internal static class ModelFile
{
    public const string Name = "model.safetensors";

    public static void Write<T>(ReportDirectory directory, TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        run.Network.Save(Path.Combine(directory.Path, Name), metadata: RunMetadata.Of(run));
}
