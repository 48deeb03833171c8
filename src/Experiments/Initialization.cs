using SimdOptim.Initializers;

namespace SimdOptim.Experiments;

/// <summary>The initialization notebook of deeplearning.ai: 300 circles, 2-10-5-1, all samples at once, 15,000 epochs.</summary>
internal sealed class Initialization : Experiment
{
    private static readonly (string Run, string Title, IInitializer Initializer)[] _starts =
    [
        ("zeros", "Zeros", new Zeros()),
        ("random10", "Normal × 10", new ScaledNormal(10)),
        ("he", "He", new He()),
    ];

    private static readonly AxisScale _probabilities = AxisScale.Linear(DataRange.Of<double>([0, 1]));

    // "The two published notebooks already disagree in the third digit": a saturated sigmoid makes the start chaotic.
    private static readonly Bound _chaos = new(3e-3, "chaotic from its saturated start: the two editions differ by as much");

    public override string Name => "initialization";

    public override string Description => "zeros, large random numbers and He on two circles; why the first fail";

    public override Findings Run(Workbench bench)
    {
        PublishedFigures published = PublishedFigures.Of(Name);
        DataSet<double> training = DataSets.Circles<double>(1, 300, 0.05), test = DataSets.Circles<double>(2, 100, 0.05);
        TrainingPlan[] plans = [.. _starts.Select(start => Prepare(start.Title, start.Initializer, training))];
        double[][] firstAnswers = [.. plans.Select(plan => Answers(plan.Network, training))];
        double firstCost = Cost(plans[1]);
        Trained[] runs = bench.Train(plans);
        Comparison[] tables =
        [
            new("the first weights", [.. Weights(published)]),
            .. runs.Select((run, i) =>
                new Comparison($"{run.Name}: 15,000 epochs", [.. Compare(run, _starts[i].Run, published, test)])),
        ];
        return new Findings(
            tables,
            Draw(runs, firstAnswers, test),
            published.Sources,
            [.. published.Faults.Values, $"In fact that cost is {Figures.Cost(firstCost)}."]);
    }

    private static TrainingPlan Prepare(string name, IInitializer initializer, DataSet<double> data)
    {
        Network<double> network = new NetworkBuilder<double>(2).Dense(10).ReLU().Dense(5).ReLU().Dense(1).Sigmoid().Build();
        network.Initialize(initializer, seed: 3);
        Optimizer<double> optimizer = network.CreateOptimizer(default(Sgd), 0.01);
        TrainingOptions options = new() { Epochs = 15_000, BatchSize = 0 };
        return new TrainingPlan(name, network, data, new BinaryCrossEntropy<double>(), optimizer, options);
    }

    private static IEnumerable<Row> Weights(PublishedFigures published)
    {
        Network<double> random = new NetworkBuilder<double>(3).Dense(2).Dense(1).Build();
        Network<double> he = new NetworkBuilder<double>(2).Dense(4).Dense(1).Build();
        random.Initialize(new ScaledNormal(10), seed: 3);
        he.Initialize(new He(), seed: 3);
        foreach ((string run, Network<double> network) in new[] { ("random10 3-2-1", random), ("he 2-4-1", he) })
        {
            ParameterTensor[] weights = [.. network.Layout.Tensors.Where(tensor => tensor.Kind == TensorKind.Weight)];
            for (int layer = 0; layer < weights.Length; layer++)
            {
                ParameterTensor weight = weights[layer];
                double[] drawn = CourseInput.Transpose(network.Parameters[weight.Range], weight.Columns); // [outputs, inputs]
                yield return published.Table(run, $"W{layer + 1}").Against($"{run}, W{layer + 1}", drawn);
            }
        }
    }

    private static IEnumerable<Row> Compare(Trained run, string name, PublishedFigures published, DataSet<double> test)
    {
        double[] costs = run.Costs;
        foreach (PublishedTable table in published.About(name))
        {
            IEnumerable<Row> rows = table.Quantity switch
            {
                "cost" => table.Against(epoch => costs[epoch], name == "random10" ? _chaos : Bound.Rounding),
                "train accuracy" => [table.Against(table.Quantity, [run.Accuracy], Bound.Exact)],
                _ => [table.Against(table.Quantity, [run.MeasureAccuracy(test)], Bound.Exact)],
            };
            foreach (Row row in rows) yield return row;
        }
    }

    private static Picture[] Draw(Trained[] runs, double[][] firstAnswers, DataSet<double> test) =>
    [
        new("boundaries.svg", new Panels
        {
            Title = "Two circles after 15,000 epochs: the start decides",
            Children = [.. runs.Select(run => run.Boundary(run.MeasureAccuracy(test)))],
        }),
        new("costs.svg", new LineChart
        {
            Title = "Two circles: the cost of each epoch",
            Subtitle = "Zeros never move; large weights begin sure and wrong; He goes all the way down",
            XTitle = "epoch",
            YTitle = "cross-entropy",
            HasLogarithmicY = true,
            Series = [.. runs.Select(run => run.Curve)],
        }),
        new("first-answers.svg", new Panels
        {
            Title = "What the networks answer before the first step, for 300 samples",
            Children = [.. runs.Select((run, i) => new Histogram(firstAnswers[i], _probabilities, 40)
            {
                Title = run.Name, XTitle = "probability of class 1", Colour = i, HighestCount = 300,
            })],
        }),
    ];

    private static double[] Answers(Network<double> network, DataSet<double> data) =>
        network.Predict(data.Features, network.CreateWorkspace(data.Count)).ToArray();

    private static double Cost(TrainingPlan plan)
    {
        (Network<double> network, DataSet<double> data) = (plan.Network, plan.Data);
        Workspace<double> workspace = network.CreateWorkspace(data.Count, forTraining: true);
        return network.ComputeGradients(data.Features, data.Targets, plan.Loss, workspace, new double[network.ParameterCount]);
    }
}
