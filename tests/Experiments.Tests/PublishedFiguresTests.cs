using SimdOptim.Experiments.Frame;

namespace SimdOptim.Tests.Experiments;

public sealed class PublishedFiguresTests
{
    public static TheoryData<string> Names =>
    [
        "initialization", "regularization", "gradient-checking", "optimization-methods", "cs231n-update-rules", "cs231n-batchnorm-dropout",
        "nnfs-optimizers",
    ];

    [Theory, MemberData(nameof(Names))]
    public void Every_figure_has_a_source_and_can_be_read(string experiment)
    {
        PublishedFigures published = PublishedFigures.Of(experiment);
        Assert.NotEmpty(published.Tables);
        Assert.All(published.Tables, table =>
        {
            Assert.Contains(table.Source, published.Sources.Keys);
            Assert.NotEmpty(table.Printed);
            Assert.All(table.Figures, figure => Assert.False(double.IsNaN(figure.Value)));
            if (table.Fault is { } fault) Assert.Contains(fault, published.Faults.Keys);
            if (table.Epochs is { } epochs) Assert.Equal(table.Printed.Count, epochs.Count);
        });
        Assert.All(published.Sources.Keys, source => Assert.Contains(published.Tables, table => table.Source == source));
    }

    [Fact]
    public void A_table_can_be_cut_by_epochs()
    {
        PublishedTable table = new("run", "cost", "book", ["0.5", "0.4", "0.3"], [0, 100, 200]);
        PublishedTable cut = table.Between(100, 200);
        Assert.Equal((IEnumerable<string>)["0.4", "0.3"], cut.Printed);
        Assert.Equal(["cost, epoch 100", "cost, epoch 200"], cut.Against(_ => 0.36).Select(row => row.Figure));
        Assert.Equal([Verdict.Agrees, Verdict.Differs], cut.Against(_ => 0.36).Select(row => row.Verdict));
    }
}
