using System.CommandLine;
using SimdOptim.Cli.Runs;
using SimdOptim.Initializers;

namespace SimdOptim.Cli.Options;

/// <summary>The options that say what the network looks like and how it begins.</summary>
internal sealed class NetworkOptions : OptionGroup
{
    private const int WidestLayer = 65_536;

    private static readonly Syntax<IInitializer> _initializer = new("one of he, zeros, normal:SCALE (like normal:0.01)", TryParse, ["he", "zeros"]);

    private readonly Setting<int[]> _layers;
    private readonly Setting<Activation> _activation;
    private readonly Setting<IInitializer> _initial;

    public NetworkOptions()
        : base("Network (two classes end in one sigmoid, more in softmax)")
    {
        _layers = Add(new Setting<int[]>("--layers", "WIDTHS", Syntax.Widths(WidestLayer), "Widths of the hidden layers, or none", "5,2"));
        _activation = Add(new Setting<Activation>("--activation", "NAME", Syntax.OneOf<Activation>(), "After each hidden layer: relu or sigmoid", "relu"));
        _initial = Add(new Setting<IInitializer>(
            "--init", "NAME", _initializer, "Initial weights: he, zeros, or normal:SCALE (all of one standard deviation)", "he"));
    }

    public NetworkSettings Read(ParseResult parse) => new(_layers.Read(parse), _activation.Read(parse), _initial.Read(parse));

    private static bool TryParse(string text, out IInitializer initializer)
    {
        initializer = text == "he" ? new He() : new Zeros();
        if (text is "he" or "zeros") return true;
        if (text.Split(':') is not ["normal", string scale] || !Syntax.NotNegative.TryParse(scale, out double value)) return false;
        initializer = new ScaledNormal(value);
        return true;
    }
}
