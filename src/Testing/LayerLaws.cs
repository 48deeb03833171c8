using System.Numerics;
using FsCheck;
using SimdOptim.Gradients;
using SimdOptim.Losses;
using SimdOptim.Threading;

namespace SimdOptim.Testing;

/// <summary>The laws of a layer, whatever its shape, its parameters and its batch.</summary>
/// <example>
/// <code>
/// new LayerLaws(
///     (builder, value) =&gt; builder.Add(new Scale&lt;float&gt;(value.Inputs)),
///     (builder, value) =&gt; builder.Add(new Scale&lt;double&gt;(value.Inputs)))
/// </code>
/// </example>
/// <param name="addSingle">Adds the layer to a network that begins with the inputs of the case, in float.</param>
/// <param name="addDouble">Adds the same layer in double.</param>
public class LayerLaws(
    Func<NetworkBuilder<float>, LayerCase, NetworkBuilder<float>> addSingle,
    Func<NetworkBuilder<double>, LayerCase, NetworkBuilder<double>> addDouble)
    : LawSet(addSingle(new(5), _anyCase).Build().Layers[0].Describe().Kind)
{
    private static readonly LayerCase _anyCase = new(5, 3, 11, Draw.Middle, 1);

    /// <summary>
    /// Gets whether a sample's outputs in training depend on nothing but that sample and its place; in evaluation they must.
    /// </summary>
    public bool IsPerSample { get; init; } = true;

    /// <summary>Gets how far float may be from double, for a number of magnitude 1 or less; above it is relative.</summary>
    public double SingleTolerance { get; init; } = 1e-5;

    /// <summary>Gets the kinds by which the layer is loaded from a file; null for a built-in one.</summary>
    public NetworkKinds<float>? Kinds { get; init; }

    private protected override IEnumerable<Law> CreateLaws()
    {
        Arbitrary<LayerCase> cases = LayerCase.Any(smallestBatch: 1);
        yield return ForAll("comes back from a file with the same bits", cases, ComesBack, 5);
        yield return ForAll("the gradients are those of the outputs", cases, HasGradientsOfOutputs, 200);
        yield return ForAll(
            "float agrees with double", cases, value => InBothModes(training => SingleAgrees(value, training)), 200);
        foreach (Law law in CreateLaws(addSingle, "float").Concat(CreateLaws(addDouble, "double"))) yield return law;
        yield return ForAll("describes itself by its hyperparameters", cases, value =>
            Build(addSingle, value).Layers[0].Describe().FindDifference(Build(addDouble, value).Layers[0].Describe()), 20);
    }

    private IEnumerable<Law> CreateLaws<T>(Func<NetworkBuilder<T>, LayerCase, NetworkBuilder<T>> add, string precision)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Arbitrary<LayerCase> cases = LayerCase.Any(smallestBatch: 1);
        yield return ForAll($"a batch in pieces has the same bits in {precision}", cases, value =>
            InBothModes(training => training && !IsPerSample ? null : SameInPieces(add, value, training)));
        yield return ForAll($"the padding of rows is never read as a value in {precision}", cases, value =>
            InBothModes(training => SameWithPadding(add, value, training)));
        yield return ForAll($"any number of threads gives the same bits in {precision}", cases, value =>
            InBothModes(training => SameOnThreads(add, value, training)), 10);
        yield return ForAll($"passes write only what they must in {precision}", cases, value => WritesOutputsOnly(add, value));
        yield return That($"allocates nothing in {precision}", () =>
        {
            LayerRun<T> run = new LayerRun<T>(Build(add, _anyCase), _anyCase.Batch).Fill(_anyCase);
            return Fault.IfAllocates(() =>
            {
                run.Forward(isTraining: true);
                run.Backward();
                run.Forward(isTraining: false);
            });
        });
        yield return That($"wrong lengths are refused by name in {precision}", () => RefusesWrongLengths(add));
    }

    private string? HasGradientsOfOutputs(LayerCase value)
    {
        LayerRun<double> run = new LayerRun<double>(Build(addDouble, value), value.Batch).Fill(value);
        run.Forward(isTraining: true);
        run.Backward();

        // The objective is Σ cᵢ·yᵢ, whose derivative by the outputs is c.
        double[] place = [.. run.Inputs, .. run.Parameters], gradients = [.. run.InputGradients, .. run.ParameterGradients];
        double Objective(ReadOnlySpan<double> values)
        {
            values[..run.Inputs.Length].CopyTo(run.Inputs);
            values[run.Inputs.Length..].CopyTo(run.Parameters);
            run.Forward(isTraining: true);
            return run.OutputGradients.Zip(run.Outputs, (c, y) => c * y).Sum();
        }

        NamedTensor[] tensors =
        [
            new("inputs", 0, value.Batch, value.Inputs),
            .. run.Layer.Tensors.Select(t => new NamedTensor(t.Name, run.Inputs.Length + t.Offset, t.Rows, t.Columns)),
        ];
        GradientCheckOptions options = new() { Method = DerivativeMethod.Richardson };
        GradientCheckResult result = GradientCheck.Run(Objective, place, gradients, options, tensors);
        return Fault.Unless(result.Passes(1e-7), result.Describe());
    }

    private string? SingleAgrees(LayerCase value, bool isTraining)
    {
        LayerRun<float> single = new LayerRun<float>(Build(addSingle, value), value.Batch).Fill(value);
        LayerRun<double> twice = new LayerRun<double>(Build(addDouble, value), value.Batch);
        Widen(single.Inputs, twice.Inputs);
        Widen(single.OutputGradients, twice.OutputGradients);
        Widen(single.Parameters, twice.Parameters);
        Widen(single.Buffers, twice.Buffers);
        single.Forward(isTraining);
        twice.Forward(isTraining);
        string? fault = Fault.IfFar<float>(twice.Outputs, single.Outputs, "outputs in float", SingleTolerance)
            ?? Fault.IfFar<float>(twice.Buffers, single.Buffers, "buffers in float", SingleTolerance);
        if (!isTraining || fault is not null) return fault;
        single.Backward();
        twice.Backward();
        return Fault.IfFar<float>(twice.InputGradients, single.InputGradients, "input gradients in float", SingleTolerance)
            ?? Fault.IfFar<float>(
                twice.ParameterGradients, single.ParameterGradients, "parameter gradients in float", SingleTolerance);
    }

    private string? ComesBack(LayerCase value)
    {
        Network<float> network = Build(addSingle, value);
        LayerRun<float> run = new LayerRun<float>(network, value.Batch).Fill(value);
        run.Parameters.CopyTo(network.Parameters);
        run.Buffers.CopyTo(network.Buffers);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.safetensors");
        try
        {
            network.Save(path);
            Network<float> loaded = Network<float>.Load(path, Kinds);
            return network.Layers[0].Describe().FindDifference(loaded.Layers[0].Describe())
                ?? Fault.IfBitsDiffer<float>(network.Parameters, loaded.Parameters, "parameters")
                ?? Fault.IfBitsDiffer<float>(network.Buffers, loaded.Buffers, "buffers")
                ?? Fault.IfBitsDiffer(
                    network.Predict(run.Inputs, network.CreateWorkspace(value.Batch)),
                    loaded.Predict(run.Inputs, loaded.CreateWorkspace(value.Batch)),
                    "outputs");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string? SameInPieces<T>(
        Func<NetworkBuilder<T>, LayerCase, NetworkBuilder<T>> add, LayerCase value, bool isTraining)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LayerRun<T> whole = new LayerRun<T>(Build(add, value), value.Batch).Fill(value);
        List<LayerRun<T>> parts = [];
        System.Random random = new(value.Seed);
        for (int start = 0, length; start < value.Batch; start += length)
        {
            length = random.Next(1, value.Batch - start + 1);
            parts.Add(whole.Slice(Build(add, value), start, length));
        }

        foreach (LayerRun<T> run in parts.Append(whole)) Pass(run, isTraining);
        T[] outputs = [.. parts.SelectMany(part => part.Outputs)];
        T[] inputGradients = [.. parts.SelectMany(part => part.InputGradients)];
        return Fault.IfBitsDiffer<T>(whole.Outputs, outputs, $"outputs of {parts.Count} pieces")
            ?? (isTraining
                ? Fault.IfBitsDiffer<T>(whole.InputGradients, inputGradients, $"input gradients of {parts.Count} pieces")
                : null);
    }

    private static string? SameWithPadding<T>(
        Func<NetworkBuilder<T>, LayerCase, NetworkBuilder<T>> add, LayerCase value, bool isTraining)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LayerRun<T> dense = new LayerRun<T>(Build(add, value), value.Batch).Fill(value);
        Pass(dense, isTraining);
        foreach (int padding in new[] { 1, 16 - (value.Inputs % 16) })
        {
            LayerRun<T> padded = new LayerRun<T>(Build(add, value), value.Batch) { Padding = padding }.Fill(value);
            Pass(padded, isTraining);
            if (IfDifferent(dense, padded, isTraining, $"with padding of {padding}") is { } fault) return fault;
        }

        return null;
    }

    private static string? SameOnThreads<T>(
        Func<NetworkBuilder<T>, LayerCase, NetworkBuilder<T>> add, LayerCase value, bool isTraining)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using WorkerTeam team = new(3, minimumWork: 1);
        LayerRun<T> alone = new LayerRun<T>(Build(add, value), value.Batch).Fill(value);
        LayerRun<T> shared = new LayerRun<T>(Build(add, value), value.Batch) { Team = team }.Fill(value);
        Pass(alone, isTraining);
        Pass(shared, isTraining);
        return IfDifferent(alone, shared, isTraining, "on three threads");
    }

    private static string? WritesOutputsOnly<T>(Func<NetworkBuilder<T>, LayerCase, NetworkBuilder<T>> add, LayerCase value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LayerRun<T> run = new LayerRun<T>(Build(add, value), value.Batch).Fill(value);
        T[] inputs = [.. run.Inputs], outputGradients = [.. run.OutputGradients], parameters = [.. run.Parameters];
        T[] buffers = [.. run.Buffers];
        run.Forward(isTraining: false);
        T[] evaluated = [.. run.Outputs];
        run.Forward(isTraining: false);
        string? fault = Fault.IfBitsDiffer<T>(evaluated, run.Outputs, "outputs of a second evaluation")
            ?? Fault.IfBitsDiffer<T>(buffers, run.Buffers, "buffers after an evaluation");
        if (fault is not null) return fault;

        run.Forward(isTraining: true);
        T[] outputs = [.. run.Outputs];
        run.Backward();
        T[] parameterGradients = [.. run.ParameterGradients];
        Array.Fill(run.ParameterGradients, T.NaN);
        run.Backward(withInputs: false); // nobody asks for the gradients of a network's inputs
        return Fault.IfBitsDiffer<T>(inputs, run.Inputs, "inputs")
            ?? Fault.IfBitsDiffer<T>(outputs, run.Outputs, "outputs after the backward pass")
            ?? Fault.IfBitsDiffer<T>(outputGradients, run.OutputGradients, "output gradients")
            ?? Fault.IfBitsDiffer<T>(parameters, run.Parameters, "parameters")
            ?? Fault.IfBitsDiffer<T>(parameterGradients, run.ParameterGradients, "parameter gradients of their own")
            ?? Fault.IfNotFinite<T>(outputs, "outputs")
            ?? Fault.IfNotFinite<T>(run.InputGradients, "input gradients")
            ?? Fault.IfNotFinite<T>(parameterGradients, "parameter gradients");
    }

    private static string? RefusesWrongLengths<T>(Func<NetworkBuilder<T>, LayerCase, NetworkBuilder<T>> add)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LayerCase value = _anyCase with { Batch = 1 };
        Network<T> network = Build(add, value);
        LayerRun<T> run = new LayerRun<T>(network, 1).Fill(value);
        Workspace<T> workspace = network.CreateWorkspace(1, forTraining: true);
        MeanSquaredError<T> loss = new();
        T[] targets = new T[network.OutputCount], gradients = new T[network.ParameterCount + 1];
        return Fault.UnlessRefused<ArgumentException>("inputs", () => network.Predict(run.Inputs.AsSpan(1), workspace))
            ?? Fault.UnlessRefused<ArgumentException>("inputs", () => network.Predict([.. run.Inputs, .. run.Inputs], workspace))
            ?? Fault.UnlessRefused<ArgumentException>(
                "targets", () => network.ComputeGradients(run.Inputs, targets.AsSpan(1), loss, workspace, gradients.AsSpan(1)))
            ?? Fault.UnlessRefused<ArgumentException>(
                "gradients", () => network.ComputeGradients(run.Inputs, targets, loss, workspace, gradients));
    }

    private static string? IfDifferent<T>(LayerRun<T> expected, LayerRun<T> actual, bool isTraining, string how)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Fault.IfBitsDiffer<T>(expected.Outputs, actual.Outputs, $"outputs {how}")
        ?? Fault.IfBitsDiffer<T>(expected.Buffers, actual.Buffers, $"buffers {how}")
        ?? (isTraining
            ? Fault.IfBitsDiffer<T>(expected.InputGradients, actual.InputGradients, $"input gradients {how}")
                ?? Fault.IfBitsDiffer<T>(expected.ParameterGradients, actual.ParameterGradients, $"parameter gradients {how}")
            : null);

    private static void Pass<T>(LayerRun<T> run, bool isTraining)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        run.Forward(isTraining);
        if (isTraining) run.Backward();
    }

    private static string? InBothModes(Func<bool, string?> findFault) =>
        findFault(false) is { } fault ? $"{fault}, in evaluation"
        : findFault(true) is { } trainingFault ? $"{trainingFault}, in training" : null;

    private protected static Network<T> Build<T>(Func<NetworkBuilder<T>, LayerCase, NetworkBuilder<T>> add, LayerCase value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => add(new NetworkBuilder<T>(value.Inputs), value).Build();

    private static void Widen(float[] values, double[] destination)
    {
        for (int i = 0; i < values.Length; i++) destination[i] = values[i];
    }
}
