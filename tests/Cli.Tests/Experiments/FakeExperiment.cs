using SimdOptim.Charts;
using SimdOptim.Experiments.Frame;

namespace SimdOptim.Tests.Experiments;

/// <summary>An experiment that finds what it is told to.</summary>
internal sealed class FakeExperiment(string name, params IReadOnlyList<Row> rows) : Experiment
{
    public override string Name => name;

    public override string Description => "finds what it is told to";

    /// <summary>What happens while it runs.</summary>
    public Action<Workbench> Running { get; init; } = _ => { };

    public override Findings Run(Workbench bench)
    {
        Running(bench);
        return new Findings(
            [new Comparison("a table", rows)],
            [new Picture("curve.svg", new LineChart { Title = "a curve" })],
            new Dictionary<string, string> { ["book"] = "A Book, 1999" },
            ["a note"]);
    }
}
