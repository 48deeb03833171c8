using System.Globalization;
using SimdOptim.Data;
using SimdOptim.Losses;

namespace SimdOptim.Cli.Runs;

/// <summary>The data of a problem, read once, and the networks and losses that suit them.</summary>
internal sealed class Problem<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const long MostParameters = 1 << 28;
    private const int MostLikelyClasses = 100;

    private readonly ProblemSettings _settings;

    /// <exception cref="InvalidDataException">A file cannot be read, or the test set does not suit the training set.</exception>
    /// <exception cref="UsageException">There is no data set of this name, or it does not suit the loss.</exception>
    public Problem(ProblemSettings settings)
    {
        _settings = settings;
        Training = settings.Data.Read<T>(settings.DataSeed, settings.Loss);
        Test = settings.TestPath is not { } path ? null
            : IsRegression ? CsvDataSetReader.ReadRegression(path, Training)
            : CsvDataSetReader.ReadClassification(path, Training);
    }

    public DataSet<T> Training { get; }

    public DataSet<T>? Test { get; }

    public bool IsRegression => _settings.Loss.IsRegression;

    /// <summary>The widths of all layers, <c>2-5-2-1</c>.</summary>
    public string Architecture => string.Join('-', Widths);

    /// <summary>A warning if the labels look like numbers to predict, else null.</summary>
    public string? Doubt
    {
        get
        {
            (int classes, int samples) = (Training.ClassCount, Training.Count);
            if ((classes <= MostLikelyClasses && classes <= samples / 2) || !Training.ClassNames.All(IsNumber)) return null;
            return $"the last column has {Figures.Count(classes)} different values in {Figures.Count(samples)} samples, "
                + $"each taken for a class; --loss {LossKind.MeanSquaredError.Name} predicts them as numbers";

            static bool IsNumber(string name) => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        }
    }

    private bool IsBinary => _settings.Loss == LossKind.CrossEntropy && Training.ClassCount == 2;

    private int OutputCount => IsRegression ? Training.TargetCount : IsBinary ? 1 : Training.ClassCount;

    private int[] Widths => [Training.FeatureCount, .. _settings.HiddenWidths, OutputCount];

    public Loss<T> CreateLoss() => _settings.Loss.Create<T>(IsBinary, _settings.LabelSmoothing);

    /// <summary>Builds a network for the data and draws its weights.</summary>
    /// <exception cref="UsageException">It would have too many parameters, or dropout would keep nothing.</exception>
    public Network<T> BuildNetwork()
    {
        RefuseWhatCannotBeBuilt();
        NetworkBuilder<T> builder = new(Training.FeatureCount);
        foreach (int width in _settings.HiddenWidths)
        {
            builder.Dense(width);
            if (_settings.HasBatchNorm) builder.BatchNorm();
            _settings.Activation.AddTo(builder);
            if (_settings.HasDropout) builder.Dropout(_settings.DropoutKeep, _settings.DropoutSeed);
        }

        builder.Dense(OutputCount);
        if (_settings.Loss == LossKind.CrossEntropy) _ = IsBinary ? builder.Sigmoid() : builder.Softmax();
        Network<T> network = builder.Build();
        network.Initialize(_settings.Initializer, _settings.InitialSeed);
        return network;
    }

    private void RefuseWhatCannotBeBuilt()
    {
        int[] widths = Widths;
        long parameters = widths.Zip(widths.Skip(1), (inputs, outputs) => (inputs + 1L) * outputs).Sum();
        if (_settings.HasBatchNorm) parameters += _settings.HiddenWidths.Sum(width => 2L * width);
        if (parameters > MostParameters)
        {
            throw new UsageException(
                $"--layers: expected a network of at most {Figures.Count(MostParameters)} parameters, "
                + $"found {Figures.Count(parameters)}.");
        }

        if (T.IsFinite(T.CreateChecked(1 / _settings.DropoutKeep))) return;
        throw new UsageException(
            $"--dropout-keep: expected a share whose inverse is finite, found {Figures.Exact(_settings.DropoutKeep)}.");
    }
}
