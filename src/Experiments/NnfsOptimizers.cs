using SimdOptim.Initializers;
using SimdOptim.Schedules;

namespace SimdOptim.Experiments;

/// <summary>
/// Chapter 10 of "Neural Networks from Scratch": a spiral of 3 · 100 points, 2-64-3, all samples at once, 10,001 epochs. Data and
/// weights come from one stream of seed 0.
/// </summary>
internal sealed class NnfsOptimizers : Experiment
{
    private const int Epochs = 10_001;
    private const int LastComparable = 200;

    private static readonly Bound _sameNumbers = new(1e-9, "until a change of 1e-15 in one weight would show");

    private static readonly (string Run, double Rate, double Decay)[] _runs =
    [
        ("sgd", 1, 0), ("sgd 0.85", 0.85, 0), ("decay 1e-2", 1, 1e-2), ("decay 1e-3", 1, 1e-3), ("momentum 0.5", 1, 1e-3),
        ("momentum 0.9", 1, 1e-3), ("adagrad", 1, 1e-4), ("rmsprop 0.02", 0.02, 1e-5), ("rmsprop 0.001", 0.001, 1e-4),
        ("adam", 0.02, 1e-5),
    ];

    public override string Name => "nnfs-optimizers";

    public override string Description => "the optimizers of \"Neural Networks from Scratch\" on a spiral";

    public override Findings Run(Workbench bench)
    {
        PublishedFigures published = PublishedFigures.Of(Name);
        Trained[] runs = bench.Train([.. _runs.Select(run => Prepare(run.Run, run.Rate, run.Decay))]);
        IEnumerable<Comparison> tables =
            from run in runs
            let known = published.About(run.Name)
            where known.Any()
            select new Comparison(Title(run.Name), [.. Compare(run, published)], known.First().Source);
        string note = "Momentum 0.5, AdaGrad and RMSProp at 0.02 have no figures here to be compared with, only relations.";
        return new Findings(
            [.. tables, WithoutDecay(runs[0], published), Relations(runs)],
            Draw(runs),
            published.Sources,
            [.. published.Faults.Values, note]);
    }

    private static TrainingPlan Prepare(string run, double rate, double decay)
    {
        NumPyRandom random = new(0);
        DataSet<double> data = DataSets.Spiral<double>(random, 100, 3);
        Network<double> network = new NetworkBuilder<double>(2).Dense(64).ReLU().Dense(3).Softmax().Build();
        network.Initialize(new ScaledNormal(0.01), random, DrawOrder.InputsFirst);
        Optimizer<double> optimizer = run switch
        {
            "momentum 0.5" => network.CreateOptimizer(new HeavyBall(0.5), rate),
            "momentum 0.9" => network.CreateOptimizer(new HeavyBall(0.9), rate),
            "adagrad" => network.CreateOptimizer(new AdaGrad(1e-7), rate),
            "rmsprop 0.02" => network.CreateOptimizer(new RmsProp(0.999, 1e-7), rate),
            "rmsprop 0.001" => network.CreateOptimizer(new RmsProp(0.9, 1e-7), rate),
            "adam" => network.CreateOptimizer(new Adam(0.9, 0.999, 1e-7), rate),
            _ => network.CreateOptimizer(default(Sgd), rate),
        };
        optimizer.Schedule = new InverseTimeDecay(rate, decay);
        TrainingOptions options = new() { Epochs = Epochs, BatchSize = 0 };
        return new TrainingPlan(run, network, data, new CategoricalCrossEntropy<double>(), optimizer, options, 99, 199);
    }

    private static IEnumerable<Row> Compare(Trained run, PublishedFigures published)
    {
        EpochResult[] epochs = run.History.Epochs.ToArray();
        foreach (PublishedTable table in published.About(run.Name))
        {
            foreach (Row row in table.Quantity switch
            {
                // The book measures before the step and prints the rate of the previous step.
                "accuracy" when table.Fault is not null => [],
                "accuracy" => Until(table, epoch => run.Accuracies[epoch - 1]),
                "learning rate" =>
                    [table.Against("learning rates", All(table, e => epochs[Math.Max(e - 1, 0)].LearningRate), Bound.Rounding)],
                "loss" when table.Source == "NumPy" =>
                    [table.Against($"losses until epoch {table.Epochs![^1]}", All(table, e => epochs[e].Cost), _sameNumbers)],
                "loss" => [.. Until(table, epoch => epochs[epoch].Cost), .. Level(table, epochs)],
                _ => [Row.Of(table.Quantity, table.Source, table.Figures[0], Level(epochs), LevelOf(table.Figures[0].Value))],
            }) yield return row;
        }

        static double[] All(PublishedTable table, Func<int, double> ours) => [.. table.Epochs!.Select(ours)];
    }

    /// <summary>The rows that can agree to the printed digits; the rate decays from the second step on.</summary>
    private static IEnumerable<Row> Until(PublishedTable table, Func<int, double> ours) =>
        table.Between(table.Fault is null ? 0 : 1, LastComparable).Against(ours);

    /// <summary>The means of the last printed losses; those of a wrong table are shown as printed.</summary>
    private static IEnumerable<Row> Level(PublishedTable table, EpochResult[] epochs)
    {
        if (table.Fault is not null) return table.Between(Epochs - 1, Epochs - 1).Against(epoch => epochs[epoch].Cost);
        PublishedTable late = table.Between(9_000, Epochs);
        double printed = late.Figures.Average(figure => figure.Value);
        string figure = $"mean of the {late.Printed.Count} losses printed since epoch 9,000";
        return [Row.Of(figure, printed, late.Epochs!.Average(epoch => epochs[epoch].Cost), LevelOf(printed), table.Source)];
    }

    private static double Level(EpochResult[] epochs) => Enumerable.Range(0, 10).Average(i => epochs[9_100 + (100 * i)].Cost);

    private static Bound LevelOf(double loss) =>
        new(Math.Round(0.15 * loss, 3), "chaotic, so 15 %: a change of 1e-15 in one weight moves these means by up to 12 %");

    /// <summary>The origin of the wrong tables.</summary>
    private static Comparison WithoutDecay(Trained sgd, PublishedFigures published) => new(
        "The book's two tables with decay against SGD without it, until epoch 200",
        [
            .. published.Tables.Where(table => table is { Fault: not null, Quantity: "loss" }).SelectMany(table =>
                Until(table with { Fault = null, Quantity = $"loss of {table.Of}" }, epoch => sgd.History.Epochs[epoch].Cost)),
        ],
        "book");

    private static Comparison Relations(Trained[] runs)
    {
        Dictionary<string, double> levels = runs.ToDictionary(run => run.Name, run => Level(run.History.Epochs.ToArray()));
        return new Comparison(
            "Mean loss of epochs 9,100 to 10,000",
            [
                Below("decay 1e-3", "sgd"), Below("sgd", "decay 1e-2"), Below("momentum 0.5", "decay 1e-3"),
                Below("momentum 0.9", "momentum 0.5"), Below("adagrad", "sgd"), Below("rmsprop 0.02", "adagrad"),
                Below("rmsprop 0.02", "rmsprop 0.001"), Below("adam", "rmsprop 0.02"),
            ],
            "expected");

        Row Below(string better, string worse) => Row.Relation(
            $"{better} against {worse}", $"below {Figures.Cost(levels[worse])}", levels[better], levels[better] < levels[worse]);
    }

    private static string Title(string run)
    {
        (_, double rate, double decay) = _runs.Single(known => known.Run == run);
        string rule = run.Split(' ')[0] is "decay" ? "sgd" : run.StartsWith("momentum") ? run : run.Split(' ')[0];
        return $"{rule}, learning rate {Figures.Exact(rate)}" + (decay > 0 ? $", decay {Figures.Exact(decay)}" : "");
    }

    private static Picture[] Draw(Trained[] runs)
    {
        string[] plain = ["sgd", "decay 1e-2", "decay 1e-3", "momentum 0.5", "momentum 0.9"];
        string[] adaptive = ["adagrad", "rmsprop 0.001", "rmsprop 0.02", "adam", "momentum 0.9"];
        string[] shown = ["sgd", "decay 1e-3", "momentum 0.9", "adagrad", "rmsprop 0.02", "adam"];
        return
        [
            new("costs.svg", new Panels
            {
                Title = "A spiral of three arms: the loss of each epoch",
                Children = [Costs("One rate for all weights", Of(plain)), Costs("A rate for each weight", Of(adaptive))],
            }),
            new("boundaries.svg", new Panels
            {
                Title = "A spiral of three arms: what each network decides after 10,001 epochs",
                Children = [.. Of(shown).Select(run => run.Boundary(Title(run.Name), $"{Figures.Share(run.Accuracy)} right"))],
            }),
        ];

        Trained[] Of(string[] names) => [.. names.Select(name => runs.Single(run => run.Name == name))];
    }

    private static LineChart Costs(string title, Trained[] runs) => new()
    {
        Title = title,
        XTitle = "epoch",
        YTitle = "loss, averaged over about 50 epochs",
        HasLogarithmicY = true,
        Reaching = [0.05, 1.2],
        Series = [.. runs.Select(run => run.Curve.Averaged(run.Name, 0.98))],
    };
}
