using SimdOptim.Initializers;

namespace SimdOptim.Experiments;

/// <summary>
/// The regularization notebook of deeplearning.ai: its unit figures, and its three trainings (none, L2, dropout; 2-20-3-1, all
/// samples at once, learning rate 0.1) on a data set of our own.
/// </summary>
internal sealed class Regularization : Experiment
{
    private const int Epochs = 20_000;
    private const double Lambda = 0.7;
    private const double Keep = 0.86;

    private static readonly Bound _drawn = new(0, "drawn from NumPy's stream: none may differ");

    public override string Name => "regularization";

    public override string Description => "none, L2 and dropout on a noisy field: the network without them overfits";

    public override Findings Run(Workbench bench)
    {
        PublishedFigures published = PublishedFigures.Of(Name);
        DataSet<double> training = NoisyField.Draw(seed: 1, 211, 0.3), test = NoisyField.Draw(seed: 2, 2_000, 0.3);
        Trained[] runs = bench.Train(
            Prepare("no regularization", training, 0, 1),
            Prepare($"L2, lambda {Figures.Exact(Lambda)}", training, Lambda, 1),
            Prepare($"dropout, keep {Figures.Exact(Keep)}", training, 0, Keep));
        RegularizedPass dropout = new();
        double[] tested = [.. runs.Select(run => run.MeasureAccuracy(test))];
        Comparison[] tables =
        [
            new("Cost with L2, lambda 0.1", [.. published.About("cost with L2").Select(CompareCost)]),
            new("Forward pass with dropout, keep 0.7", [.. published.About("dropout").Select(table => Compare(table, dropout))]),
            new("Our noisy field, 211 samples to learn from, 2,000 to test on", [.. Judge(runs, tested)], "expected"),
        ];
        string note =
            "The notebook's data set cannot be had freely: the trainings are on one of our own, and judged by relations.";
        string seeds =
            "From other starts (initial seeds 4, 5 and 6) the test set says the same; the training set does not always.";
        return new Findings(tables, Draw(runs, tested), published.Sources, [note, seeds]);
    }

    private static TrainingPlan Prepare(string name, DataSet<double> data, double lambda, double keep)
    {
        NetworkBuilder<double> builder = new NetworkBuilder<double>(2).Dense(20).ReLU();
        if (keep < 1) builder.Dropout(keep, seed: 1);
        builder.Dense(3).ReLU();
        if (keep < 1) builder.Dropout(keep, seed: 1);
        Network<double> network = builder.Dense(1).Sigmoid().Build();
        network.Initialize(new He(), seed: 3);
        Optimizer<double> optimizer = network.CreateOptimizer(default(Sgd), 0.1);
        TrainingOptions options = new() { Epochs = Epochs, BatchSize = 0, L2 = lambda };
        return new TrainingPlan(name, network, data, new BinaryCrossEntropy<double>(), optimizer, options);
    }

    private static Row Compare(PublishedTable table, RegularizedPass dropout) => table.Quantity switch
    {
        "D1" => table.Against("mask of layer 1", dropout.FirstMask, _drawn),
        "D2" => table.Against("mask of layer 2", dropout.SecondMask, _drawn),
        "Z3" => table.Against("Z3", dropout.Logits),
        _ => table.Against("A3", dropout.Probabilities),
    };

    private static Row CompareCost(PublishedTable table) =>
        table.Against("cost", [RegularizedPass.CostWithL2()], table.Figures[0].Decimals > 12 ? Bound.Rounding : null);

    private static IEnumerable<Row> Judge(Trained[] runs, double[] tested)
    {
        for (int i = 1; i < runs.Length; i++)
        {
            (double without, double with) = (runs[0].Accuracy, runs[i].Accuracy);
            yield return Row.Relation(
                $"{runs[i].Name}: accuracy in training", $"below {Figures.Cost(without)}", with, with < without);
            yield return Row.Relation(
                $"{runs[i].Name}: accuracy in the test", $"above {Figures.Cost(tested[0])}", tested[i], tested[i] > tested[0]);
        }
    }

    private static Picture[] Draw(Trained[] runs, double[] tested) =>
    [
        new("boundaries.svg", new Panels
        {
            Title = $"A noisy field, 211 samples, after {Figures.Count(Epochs)} epochs",
            Children = [.. runs.Select((run, i) => run.Boundary(tested[i]))],
        }),
        new("costs.svg", new LineChart
        {
            Title = "A noisy field: the training cost of each epoch",
            XTitle = "epoch",
            YTitle = "cross-entropy + penalty, averaged",
            Series = [.. runs.Select(run => run.Curve.Averaged(run.Name, 0.98))],
        }),
    ];
}
