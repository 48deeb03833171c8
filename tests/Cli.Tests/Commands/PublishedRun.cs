using System.Text.Json;

namespace SimdOptim.Tests.Commands;

/// <summary>
/// A training run of deeplearning.ai's optimization notebook, every thousandth epoch, computed anew in float64.
/// </summary>
internal sealed record PublishedRun(
    string Name,
    string Optimizer,
    string LearningRate,
    string Decay,
    int DecayDelay,
    int Epochs,
    IReadOnlyList<MetricsEpoch> Rows,
    double FinalAccuracy)
{
    public static IReadOnlyList<PublishedRun> All { get; } = JsonSerializer.Deserialize<PublishedRun[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "published-runs.json")), JsonSerializerOptions.Web)!;

    public string Arguments => $"moons --data-seed 3 --init-seed 3 --shuffle-seed 11 --layers 5,2 --optimizer {Optimizer} "
        + $"--learning-rate {LearningRate} --epochs {Epochs}" + (Decay == "none" ? "" : $" --decay {Decay} --decay-delay {DecayDelay}");

    public override string ToString() => Name;
}
