using SimdOptim.Layers;

namespace SimdOptim.Experiments;

/// <summary>The notebooks of CS231n's second assignment on batch normalization, layer normalization and dropout.</summary>
internal sealed class Cs231nBatchNormDropout : Experiment
{
    private const uint Seed = 231;

    private static readonly Bound _noise = new(5e-11, "rounding of the numerical gradient, by which the two sources differ");

    private static readonly double[] _keeps = [0.25, 0.4, 0.7];

    public override string Name => "cs231n-batchnorm-dropout";

    public override string Description => "statistics of batch norm, layer norm and dropout, and gradients";

    public override Findings Run(Workbench bench)
    {
        PublishedFigures published = PublishedFigures.Of(Name);
        Comparison[] tables =
        [
            new("Batch normalization in training, 200 samples",
                CompareTraining(published, out double[] raw, out double[] normalized)),
            new("Batch normalization in evaluation, after 50 batches", CompareEvaluation(published)),
            new("Layer normalization, 4 samples", CompareLayerNorm(published)),
            new("Dropout, 500 x 500 values", CompareDropout(published, out double[][] dropped)),
            new("Gradients of batch normalization, 4 samples of 5 features", CompareGradients(published)),
        ];
        Picture[] pictures = [new("batch-norm.svg", DrawBatchNorm(raw, normalized)), new("dropout.svg", DrawDropout(dropped))];
        return new Findings(tables, pictures, published.Sources, [.. published.Faults.Values]);
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
        double[][] raw = [.. Normalized.Columns(before)];
        double[][] scaled = [.. Normalized.Columns(Normalized.Normalize(batchNorm, before))];
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
        for (int batch = 0; batch < 50; batch++) Normalized.Learn(batchNorm, Batch());
        double[][] normalized = [.. Normalized.Columns(Normalized.Normalize(batchNorm, Batch()))];
        PublishedTable faulty = published.Table(Case, "first deviation");
        return
        [
            Match(published, Case, "means after", Means(normalized)),
            Match(published, Case, "deviations after", Deviations(normalized)),
            Row.WrongInSource(faulty.Quantity, faulty.Source, faulty.Figures[0], Deviations(normalized)[0]),
        ];

        double[] Batch() => notebook.Transform(Normalized.DrawSamples(random, 200));
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
        double[] after = Normalized.Normalize(layerNorm, before);
        Normalized.Set(layerNorm, [3, 3, 3], [5, 5, 5]);
        double[] scaled = Normalized.Normalize(layerNorm, before);
        return
        [
            Match(published, Case, "means before", Means(before.Chunk(Normalized.Width))),
            Match(published, Case, "deviations before", Deviations(before.Chunk(Normalized.Width))),
            Match(published, Case, "deviations after", Deviations(after.Chunk(Normalized.Width))),
            Match(published, Case, "means, scaled and shifted", Means(scaled.Chunk(Normalized.Width)), Bound.Rounding),
            Match(published, Case, "deviations, scaled and shifted", Deviations(scaled.Chunk(Normalized.Width))),
        ];
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
            string run = $"dropout {Figures.Exact(_keeps[i])}", keep = $"keep {Figures.Exact(_keeps[i])}: ";
            rows.Add(Match(published, run, "mean in training", [outputs.Average()], Bound.Rounding, keep));
            double zeros = outputs.Count(y => y == 0) / (double)outputs.Length;
            rows.Add(Match(published, run, "share of zeros", [zeros], Bound.Exact, keep));
        }

        return rows;
    }

    private static List<Row> CompareGradients(PublishedFigures published)
    {
        BatchNormGradients ours = new(Seed);
        IEnumerable<PublishedTable> errors = published.About("batch norm, gradient").Where(table => table.Quantity == "dx error");
        return
        [
            Match(published, "batch norm, gradient", "dx", ours.Inputs, Bound.Rounding),
            Match(published, "batch norm, gradient", "dgamma", ours.Gamma, Bound.Rounding),
            Match(published, "batch norm, gradient", "dbeta", ours.Beta, Bound.Rounding),
            .. errors.Select(table => table.Against("dx error", [ours.InputError], _noise)),
        ];
    }

    private static Row Match(
        PublishedFigures published, string run, string quantity, double[] ours, Bound? bound = null, string prefix = "") =>
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
            new Histogram(column, scale, bins: 40)
            {
                Title = $"feature {i + 1}, {when}",
                XTitle = "value",
                Colour = i,
                HighestCount = 32,
            });
    }

    private static Panels DrawDropout(double[][] dropped) => Histogram.SmallMultiples(
        "Dropout: what is kept is scaled up, so that the mean stays 10",
        "value in training",
        [.. dropped.Select((values, i) => ($"keep {Figures.Exact(_keeps[i])}: mean {Figures.Cost(values.Average())}", values))],
        bins: 60);
}
