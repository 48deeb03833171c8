using System.Numerics;
using SimdOptim.Activations;

namespace SimdOptim.Testing;

/// <summary>The laws of an activation: those of a layer, and those of a function of each value alone.</summary>
/// <typeparam name="TActivation">The activation.</typeparam>
/// <example><code>new ActivationLaws&lt;Swish&gt;(draw =&gt; new Swish(2 * draw.A)) { IsMonotone = false }</code></example>
/// <param name="create">Creates the activation.</param>
public sealed class ActivationLaws<TActivation>(Func<Draw, TActivation> create)
    : LayerLaws(
        (builder, value) => builder.Activation(create(value.Draw)),
        (builder, value) => builder.Activation(create(value.Draw)))
    where TActivation : struct, IActivation
{
    /// <summary>Gets the formula in plain double arithmetic; there is no law about it if it is null.</summary>
    public Func<Draw, double, double>? Formula { get; init; }

    /// <summary>Gets whether the function never falls.</summary>
    public bool IsMonotone { get; init; } = true;

    /// <summary>Gets the smallest and the largest derivative.</summary>
    public (double Least, double Most) Derivative { get; init; } = (-0.2, 1.2);

    /// <summary>Gets the share of the largest finite number up to which inputs have finite outputs: 1, or less for a slope above 1.</summary>
    public double FiniteShare { get; init; } = 1;

    private protected override IEnumerable<Law> CreateLaws()
    {
        foreach (Law law in base.CreateLaws()) yield return law;
        if (Formula is { } formula)
        {
            yield return ForAll("equals its formula", Draw.Any, draw =>
            {
                double[] inputs = [.. Enumerable.Range(-100, 201).Select(i => i / 10.0)];
                float[] singleInputs = [.. inputs.Select(x => (float)x)];
                double[] expected = [.. inputs.Select(x => formula(draw, x))];
                double[] expectedInSingle = [.. singleInputs.Select(x => formula(draw, x))];
                return Fault.IfFar<double>(expected, Run(draw, inputs).Outputs, "outputs", 1e-14)
                    ?? Fault.IfFar<float>(expectedInSingle, Run(draw, singleInputs).Outputs, "outputs in float", 1e-6);
            }, 20);
        }

        yield return ForAll(
            "fused with the dense layers around it, it has the bits of the layers one by one",
            LayerCase.Any(smallestBatch: 2),
            value => IfFusionShows<float>(value) ?? IfFusionShows<double>(value));
        yield return ForAll("NaN stays NaN", Draw.Any, draw => IfHidesNaN<float>(draw) ?? IfHidesNaN<double>(draw), 20);
        yield return ForAll("a finite input has a finite output, and a derivative in its range", Draw.Any, draw =>
            IfNotFinite<float>(draw) ?? IfNotFinite<double>(draw), 20);
        yield return That(IsMonotone ? "never falls" : "falls somewhere", () =>
        {
            double[] outputs = Run(Draw.Middle, [.. Enumerable.Range(-5000, 10_001).Select(i => i / 100.0)]).Outputs;
            double fall = outputs.Zip(outputs.Skip(1), (lower, upper) => lower - upper).Max();
            const double flat = 1e-15; // where the last places may not agree
            return Fault.Unless(IsMonotone == (fall <= flat), $"it falls by {fall}");
        });
    }

    private string? IfNotFinite<T>(Draw draw)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T large = T.CreateChecked(1e4), root = T.Sqrt(T.MaxValue), largest = T.MaxValue * T.CreateChecked(FiniteShare);
        LayerRun<T> run = Run(
            draw, [largest, -largest, large, -large, root, -root, T.Epsilon, -T.Epsilon, T.Zero, T.NegativeZero]);
        double[] derivatives = [.. run.InputGradients.Select(double.CreateChecked)];
        return Fault.IfNotFinite<T>(run.Outputs, "outputs")
            ?? Fault.Unless(
                derivatives.All(derivative => derivative >= Derivative.Least && derivative <= Derivative.Most),
                $"a derivative is outside [{Derivative.Least}, {Derivative.Most}]: {string.Join(' ', derivatives)}");
    }

    private string? IfHidesNaN<T>(Draw draw)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Fault.Unless(
            Run(draw, [.. Enumerable.Repeat(T.NaN, 17)]).Outputs.All(T.IsNaN), $"an output in {typeof(T).Name} is a number");

    private string? IfFusionShows<T>(LayerCase value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Up to 54 units: more than three of the widest registers of float, and part of one.
        NetworkBuilder<T> builder = new NetworkBuilder<T>(value.Inputs).Dense(9 * value.Outputs);
        Network<T> network = builder.Activation(create(value.Draw)).Dense(value.Outputs).Build();
        Draw(network.ParameterCount, 1).CopyTo(network.Parameters);
        T[] inputs = Draw(value.Batch * value.Inputs, 2), outputGradients = Draw(value.Batch * value.Outputs, 3);
        return LayerByLayer.IfDifferent(network, inputs, outputGradients)
            ?? LayerByLayer.IfDifferent(network, inputs[..value.Inputs], outputGradients[..value.Outputs]);

        T[] Draw(int count, int stream) => [.. value.DrawNumbers(count, stream).Select(number => T.CreateChecked(number / 3))];
    }

    /// <summary>Runs the layer forward and, for output gradients of 1, backward.</summary>
    private LayerRun<T> Run<T>(Draw draw, T[] inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LayerRun<T> run = new(new NetworkBuilder<T>(1).Activation(create(draw)).Build(), inputs.Length);
        inputs.CopyTo(run.Inputs, 0);
        Array.Fill(run.OutputGradients, T.One);
        run.Forward(isTraining: true);
        run.Backward();
        return run;
    }
}
