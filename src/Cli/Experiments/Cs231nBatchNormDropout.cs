using System.Globalization;
using SimdOptim.Cli.Charts;
using SimdOptim.Cli.Experiments.Frame;
using SimdOptim.Gradients;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Randomness;

namespace SimdOptim.Cli.Experiments;

/// <summary>The notebooks of CS231n's second assignment on batch normalization, layer normalization and dropout.</summary>
internal sealed class Cs231nBatchNormDropout : Experiment
{
    private const uint Seed = 231;

    private static readonly double[] _keeps = [0.25, 0.4, 0.7];

    public override string Name => "cs231n-batchnorm-dropout";

    public override string Description => "the statistics before and after batch norm, layer norm and dropout, and their gradients";

    public override Findings Run(Workbench bench)
    {
        PublishedFigures published = PublishedFigures.Of(Name);
        Comparison[] tables =
        [
            new("Batch normalization in training, 200 samples", [.. CompareTraining(published, out double[] before, out double[] after)]),
            new("Batch normalization in evaluation, after 50 batches", [.. CompareEvaluation(published)]),
            new("Layer normalization, 4 samples", [.. CompareLayerNorm(published)]),
            new("Dropout, 500 x 500 values", [.. CompareDropout(published, out double[][] dropped)]),
            new("Gradients of batch normalization: largest error of an element, as the notebook counts", [.. CheckGradients(published)], "expected"),
        ];
        Picture[] pictures = [new("batch-norm.svg", DrawBatchNorm(before, after)), new("dropout.svg", DrawDropout(dropped))];
        string noise = "The notebooks' dx errors of 1.70e-9 and 1.67e-9 are rounding noise of their numerical gradients: only their order can be met.";
        return new Findings(tables, pictures, published.Sources, [.. published.Faults.Values, noise]);
    }

    private static List<Row> CompareTraining(PublishedFigures published, out double[] before, out double[] after)
    {
        const string Case = "batch norm, training";
        NumPyRandom random = new(Seed);
        Normalized notebook = new();
        double[] samples = Normalized.DrawSamples(random, 200);
        notebook.DrawWeights(random);
        before = notebook.Transform(samples);
        Network<double> batchNorm = Normalized.CreateBatchNorm(momentum: 0);
        Normalized.Learn(batchNorm, before);
        after = Normalized.Normalize(batchNorm, before);
        Normalized.Set(batchNorm, [1, 2, 3], [11, 12, 13]);
        double[][] raw = [.. Normalized.Columns(before)], scaled = [.. Normalized.Columns(Normalized.Normalize(batchNorm, before))];
        return
        [
            Match(published, Case, "means before", Means(raw)),
            Match(published, Case, "deviations before", Deviations(raw)),
            Match(published, Case, "deviations after", Deviations(Normalized.Columns(after))),
            Match(published, Case, "means, scaled and shifted", Means(scaled), Bound.Rounding),
            Match(published, Case, "deviations, scaled and shifted", Deviations(scaled)),
        ];
    }

    private static List<Row> CompareEvaluation(PublishedFigures published)
    {
        const string Case = "batch norm, evaluation";
        NumPyRandom random = new(Seed);
        Normalized notebook = new();
        notebook.DrawWeights(random);
        Network<double> batchNorm = Normalized.CreateBatchNorm(momentum: 0.9);
        for (int batch = 0; batch < 50; batch++) Normalized.Learn(batchNorm, notebook.Transform(Normalized.DrawSamples(random, 200)));
        double[][] normalized = [.. Normalized.Columns(Normalized.Normalize(batchNorm, notebook.Transform(Normalized.DrawSamples(random, 200))))];
        PublishedTable faulty = published.Table(Case, "first deviation");
        return
        [
            Match(published, Case, "means after", Means(normalized)),
            Match(published, Case, "deviations after", Deviations(normalized)),
            Row.WrongInSource(faulty.Quantity, faulty.Source, faulty.Figures[0], Deviations(normalized)[0]),
        ];
    }

    private static List<Row> CompareLayerNorm(PublishedFigures published)
    {
        const string Case = "layer norm";
        NumPyRandom random = new(Seed);
        Normalized notebook = new();
        double[] samples = Normalized.DrawSamples(random, 4);
        notebook.DrawWeights(random);
        double[] before = notebook.Transform(samples);
        Network<double> layerNorm = new NetworkBuilder<double>(Normalized.Width).LayerNorm().Build();
        double[] after = Normalize();
        Normalized.Set(layerNorm, [3, 3, 3], [5, 5, 5]);
        double[] scaled = Normalize();
        return
        [
            Match(published, Case, "means before", Means(before.Chunk(Normalized.Width))),
            Match(published, Case, "deviations before", Deviations(before.Chunk(Normalized.Width))),
            Match(published, Case, "deviations after", Deviations(after.Chunk(Normalized.Width))),
            Match(published, Case, "means, scaled and shifted", Means(scaled.Chunk(Normalized.Width)), Bound.Rounding),
            Match(published, Case, "deviations, scaled and shifted", Deviations(scaled.Chunk(Normalized.Width))),
        ];

        double[] Normalize() => layerNorm.Predict(before, layerNorm.CreateWorkspace(4)).ToArray();
    }

    private static List<Row> CompareDropout(PublishedFigures published, out double[][] dropped)
    {
        NumPyRandom random = new(Seed);
        double[] inputs = [.. CourseInput.Normal(random, 500, 500).Select(x => x + 10)];
        List<Row> rows = [Match(published, "dropout", "mean of the inputs", [inputs.Average()], Bound.Rounding)];
        dropped = new double[_keeps.Length][];
        for (int i = 0; i < _keeps.Length; i++)
        {
            double[] mask = new double[inputs.Length];
            new NumPyMask<double>(random, MaskOrder.SamplesFirst).Fill(mask, _keeps[i], new MaskPosition(0, 0, 0, 500));
            double[] outputs = dropped[i] = [.. inputs.Zip(mask, (x, scale) => x * scale)];
            string run = string.Create(CultureInfo.InvariantCulture, $"dropout {_keeps[i]}");
            string keep = string.Create(CultureInfo.InvariantCulture, $"keep {_keeps[i]}: ");
            rows.Add(Match(published, run, "mean in training", [outputs.Average()], Bound.Rounding, keep));
            rows.Add(Match(published, run, "share of zeros", [outputs.Count(y => y == 0) / (double)outputs.Length], Bound.Exact, keep));
        }

        return rows;
    }

    /// <summary>The notebook's x, gamma and beta; x are the weights of a layer before, whose inputs pick one sample each.</summary>
    private static List<Row> CheckGradients(PublishedFigures published)
    {
        const int Samples = 4, Features = 5;
        NumPyRandom random = new(Seed);
        Network<double> network = new NetworkBuilder<double>(Samples).Dense(Features).BatchNorm().Softmax().Build();
        Workspace<double> workspace = network.CreateWorkspace(Samples, forTraining: true);
        double[] picks = [.. Enumerable.Range(0, Samples * Samples).Select(i => i % (Samples + 1) == 0 ? 1.0 : 0)], targets = [0, 1, 2, 3];
        double[] x = [.. CourseInput.Normal(random, Samples, Features).Select(value => (5 * value) + 12)];
        double[] place = [.. x, .. new double[Features], .. CourseInput.Normal(random, 1, Features), .. CourseInput.Normal(random, 1, Features)];
        double[] gradients = new double[place.Length], scratch = new double[place.Length];
        Cost(place, gradients);
        GradientCheckResult result = GradientCheck.Run(p => Cost(p, scratch), place, gradients, new GradientCheckOptions { Step = 1e-5 });
        string errors = string.Join(" and ", published.About("batch norm, gradient").Select(table => table.Printed[0]));
        return [Error($"dx (printed: {errors})", 0, x.Length), Error("dgamma", x.Length + Features, Features), Error("dbeta", x.Length + (2 * Features), Features)];

        double Cost(ReadOnlySpan<double> parameters, double[] gradients)
        {
            parameters.CopyTo(network.Parameters);
            return network.ComputeGradients(picks, targets, new CategoricalCrossEntropy<double>(), workspace, gradients);
        }

        Row Error(string figure, int start, int count)
        {
            double error = result.Parameters.Skip(start).Take(count).Max(p => p.Difference / Math.Max(1e-8, Math.Abs(p.Analytic) + Math.Abs(p.Numerical)));
            return Row.Relation(figure, "below 1e-7", error, error < 1e-7);
        }
    }

    private static Row Match(PublishedFigures published, string run, string quantity, double[] ours, Bound? bound = null, string prefix = "") =>
        published.About(run).First(table => table.Quantity == quantity).Against(prefix + quantity, ours, bound);

    private static double[] Means(IEnumerable<double[]> groups) => [.. groups.Select(group => group.Average())];

    private static double[] Deviations(IEnumerable<double[]> groups) =>
        [.. groups.Select(group => Math.Sqrt(group.Average(value => Math.Pow(value - group.Average(), 2))))];

    private static Panels DrawBatchNorm(double[] before, double[] after) => new()
    {
        Title = "Batch normalization brings three features to one scale",
        Children = [.. Histograms("before", before, 140), .. Histograms("after", after, 4)],
    };

    private static IEnumerable<Panel> Histograms(string when, double[] values, double end)
    {
        AxisScale scale = AxisScale.Linear(DataRange.Of<double>([-end, end]));
        return Normalized.Columns(values).Select((column, i) =>
            new Histogram(column, scale, 40) { Title = $"feature {i + 1}, {when}", XTitle = "value", Colour = i, HighestCount = 32 });
    }

    private static Panels DrawDropout(double[][] dropped) => Histogram.SmallMultiples(
        "Dropout: what is kept is scaled up, so that the mean stays 10",
        "value in training",
        [.. dropped.Select((values, i) => (string.Create(CultureInfo.InvariantCulture, $"keep {_keeps[i]}: mean {values.Average():F2}"), values))],
        bins: 60);
}
