using System.CommandLine;
using SimdOptim.Charts;
using SimdOptim.Cli.Runs;
using SimdOptim.Initializers;

namespace SimdOptim.Cli.Options;

/// <summary>The options that say what the network looks like and how it begins.</summary>
internal sealed class NetworkOptions : OptionGroup
{
    private const int WidestLayer = 65_536;

    private static readonly Dictionary<string, IInitializer> _initializers = new()
    {
        ["he"] = new He(),
        ["zeros"] = new Zeros(),
        ["xavier-normal"] = new XavierNormal(),
        ["xavier-uniform"] = new XavierUniform(),
        ["lecun-normal"] = new LeCunNormal(),
        ["orthogonal"] = new Orthogonal(),
    };

    private static readonly Syntax<IInitializer> _initializer = new(
        $"one of {string.Join(", ", _initializers.Keys)}, normal:SCALE (like normal:0.01)", TryParse, [.. _initializers.Keys]);

    private readonly Setting<int[]> _layers;
    private readonly Setting<ActivationKind> _activation;
    private readonly Setting<IInitializer> _initial;
    private readonly Switch _batchNorm;
    private readonly Setting<double> _dropoutKeep;

    public NetworkOptions()
        : base("Network (a hidden layer is weights, batch norm, activation, dropout)")
    {
        _layers = Add(new Setting<int[]>(
            "--layers", "WIDTHS", Syntax.Widths(WidestLayer), "Widths of the hidden layers, or none", "5,2"));
        string activations = string.Join(", ", ActivationKind.All.Select(kind => kind.Name));
        Syntax<ActivationKind> activation = Syntax.OneOf(ActivationKind.All, kind => kind.Name);
        _activation = Add(new Setting<ActivationKind>(
            "--activation", "NAME", activation, $"Of the hidden layers: {activations}", "relu"));
        _initial = Add(new Setting<IInitializer>(
            "--init",
            "NAME",
            _initializer,
            $"Initial weights: {string.Join(", ", _initializers.Keys)}, or normal:SCALE (all of one standard deviation)",
            "he"));
        _batchNorm = Add(new Switch("--batch-norm", "Normalize each hidden layer over the batch"));
        _dropoutKeep = Add(new Setting<double>(
            "--dropout-keep",
            "SHARE",
            Syntax.PositiveShare,
            "Share of the hidden outputs that a step keeps; the others are dropped",
            "1"));
    }

    public NetworkSettings Read(ParseResult parse) => new(
        _layers.Read(parse), _activation.Read(parse), _initial.Read(parse), _batchNorm.IsGiven(parse), _dropoutKeep.Read(parse));

    /// <summary>How an initializer is called on the command line.</summary>
    public static string NameOf(IInitializer initializer) => initializer is ScaledNormal normal
        ? $"normal:{Figures.Exact(normal.Scale)}"
        : _initializers.First(pair => ReferenceEquals(pair.Value, initializer)).Key;

    public override IEnumerable<string> FindUnused(ParseResult parse)
    {
        if (_layers.Read(parse).Length > 0) yield break;
        foreach (ISetting setting in new ISetting[] { _activation, _batchNorm, _dropoutKeep })
        {
            if (!setting.IsGiven(parse)) continue;
            yield return $"{setting.Name} has no effect with {_layers.Name} none; it is for hidden layers";
        }
    }

    private static bool TryParse(string text, out IInitializer initializer)
    {
        if (_initializers.TryGetValue(text, out initializer!)) return true;
        if (text.Split(':') is not ["normal", string scale] || !Syntax.NotNegative.TryParse(scale, out double value))
            return false;
        initializer = new ScaledNormal(value);
        return true;
    }
}
