using System.Numerics;
using System.Text.Json;
using SimdOptim.Cli.Runs;
using SimdOptim.Training;

namespace SimdOptim.Cli.Reports;

/// <summary>The figures of a run for other programs. A number that is not finite is null, for JSON has no word for it.</summary>
internal static class MetricsFile
{
    public const string Name = "metrics.json";

    public static JsonWriterOptions Format { get; } = new() { Indented = true, NewLine = "\n" };

    public static void Write<T>(ReportDirectory directory, TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => directory.Write(Name, stream =>
        {
            using Utf8JsonWriter json = new(stream, Format);
            json.WriteStartObject();
            WriteResults(json, run);
            json.WriteEndObject();
        });

    /// <summary>Writes the figures of a run into the object that has been begun.</summary>
    public static void WriteResults<T>(Utf8JsonWriter json, TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Number(json, "finalCost", run.FinalCost);
        Number(json, "trainAccuracy", run.TrainAccuracy);
        Number(json, "testAccuracy", run.TestAccuracy);
        if (run.IsRegression)
        {
            Number(json, "trainR2", run.TrainR2);
            Number(json, "testR2", run.TestR2);
        }

        json.WriteNumber("epochs", run.Epochs.Count);
        Number(json, "seconds", run.Duration.TotalSeconds);
        json.WriteNumber("skippedSteps", run.SkippedSteps);
        json.WriteBoolean("diverged", run.DivergedIn is not null);
        json.WriteStartArray("divergences");
        foreach (Divergence divergence in run.Retries) Write(json, divergence);
        if (run.StoppedBy is { } end) Write(json, end);
        json.WriteEndArray();
        json.WriteStartArray("history");
        foreach (EpochResult epoch in run.Epochs) Write(json, epoch);
        json.WriteEndArray();
    }

    /// <summary>Writes a number, or null for one that is not finite.</summary>
    public static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter json, Divergence divergence)
    {
        json.WriteStartObject();
        json.WriteNumber("epoch", divergence.Epoch);
        json.WriteNumber("step", divergence.Step);
        Number(json, "cost", divergence.Cost);
        json.WriteString("tensor", divergence.Tensor);
        Number(json, "learningRate", divergence.LearningRate);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EpochResult epoch)
    {
        json.WriteStartObject();
        json.WriteNumber("epoch", epoch.Epoch);
        Number(json, "cost", epoch.Cost);
        Number(json, "accuracy", epoch.Accuracy);
        Number(json, "learningRate", epoch.LearningRate);
        json.WriteEndObject();
    }
}
