using SimdOptim.Cli.Soaking;

namespace SimdOptim.Cli.Reports;

/// <summary>The result of a soak, on the screen and in a file.</summary>
internal static class SoakReport
{
    public const string Name = "soak.json";

    public static void Write(
        Terminal terminal, ReportDirectory directory, SoakSettings settings, SoakResult result, Faults faults)
    {
        directory.Write(Name, stream => Json.Write(stream,
        [
            ("minutes", result.Elapsed.TotalMinutes),
            ("threads", settings.Threads),
            ("seed", settings.Seed),
            ("steps", result.Steps),
            ("quietSteps", result.QuietSteps),
            ("trainings", result.Trainings),
            ("checkpoints", result.Checkpoints),
            ("inferences", result.Inferences),
            ("kills", result.Kills),
            ("resumes", result.Resumes),
            ("childRuns", result.ChildRuns),
            ("allocatedBytes", result.AllocatedBytes),
            ("collectionsDuringSteps", result.CollectionsDuringSteps),
            ("collections", result.Collections),
            ("largestWorkingSet", result.LargestWorkingSet),
            ("workingSetGrowth", result.WorkingSetGrowth),
            ("faultCount", faults.Count),
            ("faults", faults.Texts),
        ]));
        terminal.WriteTable(
        [
            ("time", Figures.Time(result.Elapsed)),
            ("steps", $"{Figures.Count(result.Steps)}, {Figures.Count(result.Trainings)} trainings compared"),
            ("checkpoints", $"{Figures.Count(result.Checkpoints)} resumed in this process"),
            ("inferences", $"{Figures.Count(result.Inferences)} on {settings.Threads} threads, each compared"),
            ("kills",
                $"{Figures.Count(result.Kills)}, {Figures.Count(result.Resumes)} resumes, "
                + $"{Figures.Count(result.ChildRuns)} runs compared"),
            ("allocated",
                $"{Figures.Count(result.AllocatedBytes)} bytes by steps and inferences; "
                + $"by no thread at all in {Figures.Count(result.QuietSteps)} steps"),
            ("collections",
                $"{result.CollectionsDuringSteps} during steps, {Figures.Count(result.Collections)} requested between them"),
            ("working set",
                $"at most {Figures.Memory(result.LargestWorkingSet)}, grown by {Figures.Memory(result.WorkingSetGrowth)} "
                + "since it settled"),
            ("faults", faults.Count == 0 ? "none" : Figures.Count(faults.Count)),
            ("written", directory.Resolve(Name)),
        ]);
        foreach (string fault in faults.Texts) terminal.Output.WriteLine($"fault: {fault}");
    }
}
