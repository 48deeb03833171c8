using SimdOptim.Initializers;

namespace SimdOptim.Cli.Options;

/// <summary>The options that say what is learned and by which network.</summary>
internal static class ProblemOptions<TSettings>
    where TSettings : ProblemSettings
{
    private const int WidestLayer = 65_536;

    /// <param name="hasTest">Whether the command can use data to test on.</param>
    public static OptionGroup<TSettings> Data(bool hasTest)
    {
        OptionGroup<TSettings> group = new("Data", BuiltInData.All.Select(data => (data.Name, data.Description)));
        group.AddOperand("data", DataSource.Expected,
            "One of those below, or a CSV file: the last column is the label, a number or text (or what to predict, see --loss); "
                + "a first row without any number is a header",
            (settings, text) => settings.Data = new DataSource(text));
        return !hasTest ? group : group.Add("--test", "FILE", Syntax.Text("a CSV file"),
            "A CSV file of the same columns to test on", null, (settings, path) => settings.TestPath = path);
    }

    public static OptionGroup<TSettings> Network() =>
        new OptionGroup<TSettings>("Network (a hidden layer is weights, batch norm, activation, dropout)")
            .Add("--layers", "WIDTHS", Syntax.Widths(WidestLayer), "Widths of the hidden layers, or none", "5,2",
                (settings, widths) => settings.HiddenWidths = widths)
            .Add("--activation", "NAME", Syntax.OneOf(ActivationKind.All, kind => kind.Name),
                $"Activation of the hidden layers: {string.Join(", ", ActivationKind.All.Select(kind => kind.Name))}", "relu",
                (settings, kind) => settings.Activation = kind, findUseless: WithoutHiddenLayers)
            .Add("--init", "NAME", InitializerSyntax.Value,
                $"Initial weights: {string.Join(", ", InitializerSyntax.Value.Choices!)}, or normal:SCALE (a normal distribution "
                    + "of this standard deviation)",
                "he", (settings, initializer) => settings.Initializer = initializer)
            .AddSwitch("--batch-norm", "Normalize each hidden layer over the batch",
                (settings, isOn) => settings.HasBatchNorm = isOn, WithoutHiddenLayers)
            .Add("--dropout-keep", "SHARE", Syntax.PositiveShare,
                "Share of the hidden outputs that a step keeps; the others are dropped", "1",
                (settings, share) => settings.DropoutKeep = share, findUseless: WithoutHiddenLayers);

    public static OptionGroup<TSettings> Loss() => new OptionGroup<TSettings>("Loss", LossKind.Notes)
        .Add("--loss", "NAME", Syntax.OneOf(LossKind.All, kind => kind.Name), "One of those below", LossKind.CrossEntropy.Name,
            (settings, kind) => settings.Loss = kind)
        .Add("--label-smoothing", "SHARE", Syntax.ProperShare, "Share of a target that cross-entropy spreads over all classes",
            "0", (settings, share) => settings.LabelSmoothing = share,
            findUseless: settings => settings.Loss == LossKind.CrossEntropy ? null
                : $"with --loss {settings.Loss.Name}; it is for {LossKind.CrossEntropy.Name}")
        .Add("--l2", "LAMBDA", Syntax.NotNegative,
            "Penalty lambda/(2m)·Σw² on the weights, m the number of samples; part of the cost", "0",
            (settings, lambda) => settings.L2 = lambda);

    // With seed 4 every optimizer at its defaults solves every built-in set that the default network can solve.
    public static OptionGroup<TSettings> Seeds() =>
        new OptionGroup<TSettings>("Random numbers (the same command gives the same result)")
            .Add("--seed", "N", Syntax.Seed, "Seed of the four below", "4", (settings, seed) => settings.Seed = seed,
                isKept: _ => false)
            .Add("--data-seed", "N", Syntax.Seed, "Seed of a built-in data set", null,
                (settings, seed) => settings.DataSeed = seed, settings => settings.Seed,
                settings => settings.Data.BuiltIn is null ? $"with {settings.Data.Text}; it is for built-in data" : null)
            .Add("--init-seed", "N", Syntax.Seed, "Seed of the initial weights", null,
                (settings, seed) => settings.InitialSeed = seed, settings => settings.Seed,
                settings => settings.Initializer is Zeros ? "with --init zeros; it is for weights that are drawn" : null)
            .Add("--shuffle-seed", "N", Syntax.Seed, "Seed of the order of samples; epoch e uses seed N + e", null,
                (settings, seed) => settings.ShuffleSeed = seed, settings => settings.Seed)
            .Add("--dropout-seed", "N", Syntax.Seed, "Seed of the masks of dropout", null,
                (settings, seed) => settings.DropoutSeed = seed, settings => settings.Seed,
                settings => settings.HasDropout ? null : "without dropout; see --dropout-keep");

    private static string? WithoutHiddenLayers(TSettings settings) =>
        settings.HiddenWidths.Count > 0 ? null : "with --layers none; it is for hidden layers";
}

/// <summary>The names of initializers.</summary>
internal static class InitializerSyntax
{
    private static readonly Dictionary<string, IInitializer> _named = new()
    {
        ["he"] = new He(),
        ["zeros"] = new Zeros(),
        ["xavier-normal"] = new XavierNormal(),
        ["xavier-uniform"] = new XavierUniform(),
        ["lecun-normal"] = new LeCunNormal(),
        ["orthogonal"] = new Orthogonal(),
    };

    public static Syntax<IInitializer> Value { get; } = new(
        $"one of {string.Join(", ", _named.Keys)}, normal:SCALE (like normal:0.01)", TryParse, Format, [.. _named.Keys]);

    private static bool TryParse(string text, out IInitializer initializer)
    {
        if (_named.TryGetValue(text, out initializer!)) return true;
        if (text.Split(':') is not ["normal", string scale] || !Syntax.NotNegative.TryParse(scale, out double value))
            return false;
        initializer = new ScaledNormal(value);
        return true;
    }

    private static string Format(IInitializer initializer) => initializer is ScaledNormal normal
        ? $"normal:{Figures.Exact(normal.Scale)}"
        : _named.First(pair => ReferenceEquals(pair.Value, initializer)).Key;
}
