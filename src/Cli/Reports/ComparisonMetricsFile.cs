using System.Numerics;
using System.Text.Json;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Reports;

/// <summary>The figures of all runs of a comparison: of each what <see cref="MetricsFile"/> holds of one.</summary>
internal static class ComparisonMetricsFile
{
    public static void Write<T>(ReportDirectory directory, OptimizerComparison<T> comparison)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => directory.Write(MetricsFile.Name, stream =>
        {
            using Utf8JsonWriter json = new(stream, MetricsFile.Format);
            json.WriteStartObject();
            MetricsFile.Number(json, "targetCost", comparison.TargetCost);
            json.WriteStartArray("runs");
            foreach (TrainingRun<T> run in comparison.Runs)
            {
                json.WriteStartObject();
                json.WriteString("optimizer", run.Settings.Optimizer.Kind.Name);
                json.WriteNumber("learningRate", run.Settings.Optimizer.LearningRate);
                MetricsFile.Number(json, "epochsToTarget", comparison.EpochsToTarget(run));
                MetricsFile.Number(json, "secondsToTarget", comparison.TimeToTarget(run)?.TotalSeconds);
                MetricsFile.WriteResults(json, run);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
}
