using System.Numerics;
using System.Text.Json;
using SimdOptim.Cli.Runs;
using SimdOptim.Training;

namespace SimdOptim.Cli.Reports;

/// <summary>The figures of a run for other programs. A number that is not finite is null, for JSON has no word for it.</summary>
internal static class MetricsFile
{
    public const string Name = "metrics.json";

    public static void Write<T>(ReportDirectory directory, TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => directory.Write(Name, stream =>
        {
            using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
            json.WriteStartObject();
            Number(json, "finalCost", run.History.Last.Cost);
            Number(json, "trainAccuracy", run.TrainAccuracy);
            Number(json, "testAccuracy", run.TestAccuracy);
            json.WriteNumber("epochs", run.History.Count);
            Number(json, "seconds", run.Duration.TotalSeconds);
            json.WriteStartArray("history");
            foreach (EpochResult epoch in run.History.Epochs) Write(json, epoch);
            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter json, EpochResult epoch)
    {
        json.WriteStartObject();
        json.WriteNumber("epoch", epoch.Epoch);
        Number(json, "cost", epoch.Cost);
        Number(json, "accuracy", epoch.Accuracy);
        Number(json, "learningRate", epoch.LearningRate);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
