using SimdOptim.Charts;
using SimdOptim.Cli.Soaking;
using Spectre.Console;

namespace SimdOptim.Cli.Reports;

/// <summary>What came of a soak, on the screen and in a file.</summary>
internal static class SoakReport
{
    public static void Write(
        Terminal terminal, ReportDirectory directory, SoakSettings settings, SoakResult result, Faults faults)
    {
        SoakFile.Write(directory, settings, result, faults);
        Table table = new Table().RoundedBorder().HideHeaders().AddColumns("", "");
        Row("time", Figures.Time(result.Elapsed));
        Row("steps", $"{Figures.Count(result.Steps)}, {Figures.Count(result.Trainings)} trainings compared");
        Row("checkpoints", $"{Figures.Count(result.Checkpoints)} gone on from in this process");
        Row("inferences", $"{Figures.Count(result.Inferences)} on {settings.Threads} threads, each compared");
        Row(
            "kills",
            $"{Figures.Count(result.Kills)}, {Figures.Count(result.Resumes)} resumes, {Figures.Count(result.ChildRuns)} runs compared");
        Row(
            "allocated",
            $"{Figures.Count(result.AllocatedBytes)} bytes by steps and inferences; "
            + $"by no thread at all in {Figures.Count(result.QuietSteps)} steps");
        Row(
            "collections",
            $"{result.CollectionsDuringSteps} while steps were taken, {Figures.Count(result.Collections)} asked for between");
        Row(
            "working set",
            $"at most {Figures.Memory(result.LargestWorkingSet)}, grown by {Figures.Memory(result.WorkingSetGrowth)} since it settled");
        Row("faults", faults.Count == 0 ? "none" : Figures.Count(faults.Count));
        Row("written", Path.Combine(directory.Path, SoakFile.Name));
        terminal.CreateConsole().Write(table);
        foreach (string fault in faults.Texts) terminal.Output.WriteLine($"fault: {fault}");

        void Row(string name, string value) => table.AddRow(new Text(name), new Text(value));
    }
}
