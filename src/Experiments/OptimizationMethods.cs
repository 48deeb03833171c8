using SimdOptim.Initializers;
using SimdOptim.Schedules;

namespace SimdOptim.Experiments;

/// <summary>The optimization notebook of deeplearning.ai: 300 moons, 2-5-2-1, batches of 64; three rules, two decays.</summary>
internal sealed class OptimizationMethods : Experiment
{
    private static readonly (string Run, double Rate)[] _decayed =
    [
        ("gd update_lr", 0.1), ("gd schedule", 0.1), ("momentum update_lr", 0.1), ("momentum schedule", 0.1),
        ("adam update_lr", 0.01), ("adam schedule", 0.01),
    ];

    public override string Name => "optimization-methods";

    public override string Description => "gradient descent, momentum and Adam on two moons, then with both decays";

    public override Findings Run(Workbench bench)
    {
        PublishedFigures published = PublishedFigures.Of(Name);
        TrainingPlan[] constant = [.. new[] { "gd", "momentum", "adam" }.Select(run => Prepare(run, 0.0007, 10_000))];
        TrainingPlan[] decayed = [.. _decayed.Select(run => Prepare(run.Run, run.Rate, 5_000))];
        Trained[] all = bench.Train([.. constant, .. decayed, Prepare("uncorrected adam", 0.0007, 2_001)]);
        Trained[] runs = all[..^1];
        List<Comparison> tables = [.. runs.Select(run => Compare(run, published))];
        PublishedTable faulty = published.Tables.Single(table => table.Fault == "uncorrected");
        Comparison uncorrected = new(
            "Adam without the correction of its second moment, learning rate 0.0007: where the wrong figures come from",
            [.. (faulty with { Fault = null }).Against(epoch => all[^1].History.Epochs[epoch].LastBatchCost)]);
        return new Findings([.. tables, uncorrected], Draw(runs), published.Sources, [.. published.Faults.Values]);
    }

    private static TrainingPlan Prepare(string run, double rate, int epochs)
    {
        Network<double> network = new NetworkBuilder<double>(2).Dense(5).ReLU().Dense(2).ReLU().Dense(1).Sigmoid().Build();
        network.Initialize(new He(), seed: 3);
        Optimizer<double> optimizer = run.Split(' ')[0] switch
        {
            "gd" => network.CreateOptimizer(default(Sgd), rate),
            "momentum" => network.CreateOptimizer(new AveragedMomentum(0.9), rate),
            "adam" => network.CreateOptimizer(new Adam(0.9, 0.999, 1e-8), rate),
            _ => network.CreateOptimizer(new UncorrectedAdam(), rate),
        };

        // The notebook sets the rate of an epoch after that epoch.
        ILearningRateSchedule? schedule = run.EndsWith("update_lr") ? new InverseTimeDecay(rate, 1).Delay(1)
            : run.EndsWith("schedule") ? new StaircaseInverseTimeDecay(rate, 1, 1000).Delay(1)
            : null;
        TrainingOptions options = new() { Epochs = epochs, ShuffleSeed = 11, LearningRateSchedule = schedule };
        DataSet<double> data = DataSets.Moons<double>(3, 300, 0.2);
        return new TrainingPlan(run, network, data, new BinaryCrossEntropy<double>(), optimizer, options, 4_999);
    }

    private static Comparison Compare(Trained run, PublishedFigures published)
    {
        PublishedTable[] tables = [.. published.About(run.Name)];
        IEnumerable<Row> rows = tables.SelectMany(table => table.Against(Pick(run, table.Quantity), table switch
        {
            { Quantity: "accuracy" } => Bound.Exact,
            { Source: "NumPy" } => Bound.Rounding,
            _ => null,
        }));
        return new Comparison(Title(run), [.. rows], tables.Any(table => table.Source == "NumPy") ? "NumPy" : "published");
    }

    private static Func<int, double> Pick(Trained run, string quantity) => quantity switch
    {
        "last batch cost" => epoch => run.History.Epochs[epoch].LastBatchCost,
        "mean cost" => epoch => run.History.Epochs[epoch].Cost,
        _ => epoch => run.Accuracies[epoch],
    };

    private static string Title(Trained run) => run.Name switch
    {
        var name when name.EndsWith(" update_lr") => $"{name[..^10]}, learning rate {Rate(run)}, decaying every epoch",
        var name when name.EndsWith(" schedule") => $"{name[..^9]}, learning rate {Rate(run)}, decaying every 1,000 epochs",
        var name => $"{name}, learning rate {Rate(run)}",
    };

    private static string Rate(Trained run) => Figures.Exact(run.History.Epochs[0].LearningRate);

    private static Picture[] Draw(Trained[] runs)
    {
        return
        [
            new("costs.svg", new Panels
            {
                Title = "Two moons: the cost of each epoch",
                Children =
                [
                    Costs("Learning rate 0.0007", runs[..3], name => name),
                    Costs("Decaying every epoch", Of(" update_lr"), name => name[..^10]),
                    Costs("Decaying every 1,000 epochs", Of(" schedule"), name => name[..^9]),
                ],
            }),
            new("boundaries.svg", new Panels
            {
                Title = "Two moons: what each network decides",
                Children = [.. runs[..3].Concat(Of(" schedule")).Select(run => Boundary(run))],
            }),
        ];

        Trained[] Of(string ending) => [.. runs.Where(run => run.Name.EndsWith(ending))];
    }

    private static LineChart Costs(string title, Trained[] runs, Func<string, string> name) => new()
    {
        Title = title,
        XTitle = "epoch",
        YTitle = "cost",
        Reaching = [0, runs.Max(run => run.Costs.Max())],

        // Momentum at a constant rate lies upon gradient descent.
        Series =
        [
            .. runs.Select((run, i) => new LineSeries(name(run.Name), run.Curve.X, run.Curve.Y)
            {
                Style = i == 1 ? LineStyle.Dashed : LineStyle.Solid,
            }),
        ],
    };

    private static BoundaryChart Boundary(Trained run) => run.Boundary(
        Title(run), $"{Figures.Share(run.Accuracy)} right after {Figures.Count(run.History.Count)} epochs");
}
