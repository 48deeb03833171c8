using System.Text.Json;
using SimdOptim.Cli.Soaking;

namespace SimdOptim.Cli.Reports;

/// <summary>The figures of a soak for other programs.</summary>
internal static class SoakFile
{
    public const string Name = "soak.json";

    public static void Write(ReportDirectory directory, SoakSettings settings, SoakResult result, Faults faults) =>
        directory.Write(Name, stream =>
        {
            using Utf8JsonWriter json = new(stream, MetricsFile.Format);
            json.WriteStartObject();
            json.WriteNumber("minutes", result.Elapsed.TotalMinutes);
            json.WriteNumber("threads", settings.Threads);
            json.WriteNumber("seed", settings.Seed);
            json.WriteNumber("steps", result.Steps);
            json.WriteNumber("quietSteps", result.QuietSteps);
            json.WriteNumber("trainings", result.Trainings);
            json.WriteNumber("checkpoints", result.Checkpoints);
            json.WriteNumber("inferences", result.Inferences);
            json.WriteNumber("kills", result.Kills);
            json.WriteNumber("resumes", result.Resumes);
            json.WriteNumber("childRuns", result.ChildRuns);
            json.WriteNumber("allocatedBytes", result.AllocatedBytes);
            json.WriteNumber("collectionsDuringSteps", result.CollectionsDuringSteps);
            json.WriteNumber("collections", result.Collections);
            json.WriteNumber("largestWorkingSet", result.LargestWorkingSet);
            json.WriteNumber("workingSetGrowth", result.WorkingSetGrowth);
            json.WriteNumber("faultCount", faults.Count);
            json.WriteStartArray("faults");
            foreach (string fault in faults.Texts) json.WriteStringValue(fault);
            json.WriteEndArray();
            json.WriteEndObject();
        });
}
