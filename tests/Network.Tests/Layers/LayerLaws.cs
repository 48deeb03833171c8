using System.Numerics;
using SimdOptim.Gradients;
using SimdOptim.Losses;

namespace SimdOptim.Tests.Layers;

/// <summary>What holds of every layer, whatever its shape, its parameters and its batch.</summary>
public abstract class LayerLaws
{
    private const int Parameters = 1, Buffers = 2, Inputs = 3, OutputGradients = 4; // streams of random numbers

    /// <summary>Gets the fewest samples that make a batch.</summary>
    protected virtual int SmallestBatch => 1;

    /// <summary>
    /// Gets whether a sample's outputs in training depend on nothing but that sample and its place; in evaluation they must.
    /// </summary>
    protected virtual bool IsPerSample => true;

    /// <summary>Gets how far float may be from double, for a number of magnitude 1 or less; above it is relative.</summary>
    protected virtual double SingleTolerance => 1e-5;

    /// <summary>Gets how gradients are checked.</summary>
    protected virtual GradientCheckOptions CheckOptions => new() { Method = DerivativeMethod.Richardson };

    /// <summary>Gets calls that must be refused, with the argument that must be named.</summary>
    protected virtual IEnumerable<(string Argument, Action Call)> BadCalls => [];

    /// <summary>Adds the layer to a builder that begins with the inputs of the case.</summary>
    protected abstract NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Writes parameters such as training may come to.</summary>
    protected virtual void DrawParameters(LayerCase shape, Span<double> parameters) =>
        shape.Draw(parameters.Length, Parameters).CopyTo(parameters);

    /// <summary>Writes buffers such as training may come to: positive, for a variance is.</summary>
    protected virtual void DrawBuffers(LayerCase shape, Span<double> buffers)
    {
        double[] drawn = shape.Draw(buffers.Length, Buffers);
        for (int i = 0; i < buffers.Length; i++) buffers[i] = Math.Abs(drawn[i]);
    }

    [Fact]
    public void Gradients_are_those_of_the_outputs() => Laws.Check(
        Cases,
        shape =>
        {
            LayerRun<double> run = Create<double>(shape);
            run.Forward(isTraining: true);
            run.Backward();

            // The objective is Σ cᵢ·yᵢ, whose derivative by the outputs is c.
            double[] place = [.. run.Inputs, .. run.Parameters], gradients = [.. run.InputGradients, .. run.ParameterGradients];
            double Objective(ReadOnlySpan<double> values)
            {
                values[..run.Inputs.Length].CopyTo(run.Inputs);
                values[run.Inputs.Length..].CopyTo(run.Parameters);
                run.Forward(isTraining: true);
                double sum = 0;
                for (int i = 0; i < run.Outputs.Length; i++) sum += run.OutputGradients[i] * run.Outputs[i];
                return sum;
            }

            NamedTensor[] tensors =
            [
                new("inputs", 0, shape.Batch, shape.Inputs),
                .. run.Layer.Tensors.Select(t => new NamedTensor(t.Name, run.Inputs.Length + t.Offset, t.Rows, t.Columns)),
            ];
            GradientCheckResult result = GradientCheck.Run(Objective, place, gradients, CheckOptions, tensors);
            return Laws.Holds(result.Passes(1e-7), result.Describe());
        },
        200);

    [Fact]
    public void What_lies_between_rows_never_shows_in_the_bits() => Laws.Check(Cases, shape =>
    {
        LayerRun<float> dense = Create<float>(shape), padded = dense.Slice(Build<float>(shape), 0, shape.Batch, 1 + (shape.Seed % 20));
        foreach (LayerRun<float> run in new[] { dense, padded })
        {
            run.Forward(isTraining: true);
            run.Backward();
        }

        return Laws.Holds(dense.Outputs.SequenceEqual(padded.Outputs), "outputs")
            ?? Laws.Holds(dense.InputGradients.SequenceEqual(padded.InputGradients), "input gradients")
            ?? Laws.Holds(dense.ParameterGradients.SequenceEqual(padded.ParameterGradients), "parameter gradients")
            ?? Laws.Holds(dense.Buffers.SequenceEqual(padded.Buffers), "buffers");
    });

    [Fact]
    public void A_batch_in_pieces_has_the_same_bits_in_single() => SameInPieces<float>();

    [Fact]
    public void A_batch_in_pieces_has_the_same_bits_in_double() => SameInPieces<double>();

    [Fact]
    public void Float_agrees_with_double() => Laws.Check(
        Cases,
        shape => FirstFault([false, true], isTraining =>
        {
            LayerRun<float> single = Create<float>(shape);
            LayerRun<double> twice = Create<double>(shape);
            Widen(single.Inputs, twice.Inputs);
            Widen(single.OutputGradients, twice.OutputGradients);
            Widen(single.Parameters, twice.Parameters);
            Widen(single.Buffers, twice.Buffers);
            single.Forward(isTraining);
            twice.Forward(isTraining);
            string? fault = Near("outputs", single.Outputs, twice.Outputs) ?? Near("buffers", single.Buffers, twice.Buffers);
            if (!isTraining || fault is not null) return fault;
            single.Backward();
            twice.Backward();
            return Near("input gradients", single.InputGradients, twice.InputGradients)
                ?? Near("parameter gradients", single.ParameterGradients, twice.ParameterGradients);
        }),
        200);

    [Fact]
    public void Passes_change_only_what_they_are_to_overwrite() => Laws.Check(Cases, shape =>
    {
        LayerRun<float> run = Create<float>(shape);
        float[] inputs = [.. run.Inputs], outputGradients = [.. run.OutputGradients], parameters = [.. run.Parameters];
        float[] buffers = [.. run.Buffers];
        run.Forward(isTraining: false);
        float[] evaluated = [.. run.Outputs];
        run.Forward(isTraining: false);
        if (!evaluated.SequenceEqual(run.Outputs)) return "an evaluation differs from the one before";
        if (!run.Buffers.SequenceEqual(buffers)) return "an evaluation changes the buffers";

        run.Forward(isTraining: true);
        float[] outputs = [.. run.Outputs];
        run.Backward();
        float[] parameterGradients = [.. run.ParameterGradients];
        Array.Fill(run.ParameterGradients, float.NaN);
        run.Backward(withInputs: false); // nobody wants the gradients of a network's inputs
        return Laws.Holds(parameterGradients.SequenceEqual(run.ParameterGradients), "parameter gradients depend on who wants those of the inputs")
            ?? Laws.Holds(inputs.SequenceEqual(run.Inputs), "the inputs have changed")
            ?? Laws.Holds(outputs.SequenceEqual(run.Outputs), "backward changes the outputs")
            ?? Laws.Holds(outputGradients.SequenceEqual(run.OutputGradients), "the output gradients have changed")
            ?? Laws.Holds(run.Parameters.SequenceEqual(parameters), "the parameters have changed")
            ?? Laws.Holds(run.Outputs.Concat(run.InputGradients).Concat(parameterGradients).All(float.IsFinite), "something was left out");
    });

    [Fact]
    public void Nothing_is_allocated()
    {
        AssertAllocatesNothing<float>();
        AssertAllocatesNothing<double>();
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        foreach ((string argument, Action call) in BadCalls)
            Assert.Equal(argument, Assert.ThrowsAny<ArgumentException>(call).ParamName);

        // A network of this layer alone, with a span of a wrong length at a time.
        LayerCase shape = new(5, 3, SmallestBatch, 1);
        LayerRun<double> run = Create<double>(shape);
        Network<double> network = Add(new NetworkBuilder<double>(shape.Inputs), shape).Build();
        Workspace<double> workspace = network.CreateWorkspace(SmallestBatch, forTraining: true);
        CategoricalCrossEntropy<double> loss = new();
        double[] targets = new double[SmallestBatch], gradients = new double[network.ParameterCount + 1];
        Assert.Throws<ArgumentException>("inputs", () => network.Predict(run.Inputs.AsSpan(1), workspace));
        Assert.Throws<ArgumentException>("inputs", () => network.Predict([.. run.Inputs, .. run.Inputs], workspace));
        Assert.Throws<ArgumentException>(
            "targets", () => network.ComputeGradients(run.Inputs, targets.AsSpan(1), loss, workspace, gradients.AsSpan(1)));
        Assert.Throws<ArgumentException>("gradients", () => network.ComputeGradients(run.Inputs, targets, loss, workspace, gradients));
    }

    /// <summary>
    /// Returns the layer with random parameters, buffers, inputs and output gradients, of the same numbers in either precision.
    /// </summary>
    private protected LayerRun<T> Create<T>(LayerCase shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LayerRun<T> run = new(Build<T>(shape), shape.Batch);
        double[] parameters = new double[run.Parameters.Length], buffers = new double[run.Buffers.Length];
        DrawParameters(shape, parameters);
        DrawBuffers(shape, buffers);
        Narrow<T>(parameters, run.Parameters);
        Narrow<T>(buffers, run.Buffers);
        Narrow<T>(shape.Draw(run.Inputs.Length, Inputs), run.Inputs);
        Narrow<T>(shape.Draw(run.OutputGradients.Length, OutputGradients), run.OutputGradients);
        return run;
    }

    private FsCheck.Arbitrary<LayerCase> Cases => LayerCase.Any(SmallestBatch);

    private Network<T> Build<T>(LayerCase shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Add(new NetworkBuilder<T>(shape.Inputs), shape).Build();

    private void SameInPieces<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Laws.Check(Cases, shape => FirstFault(IsPerSample ? [false, true] : [false], isTraining =>
        {
            LayerRun<T> whole = Create<T>(shape);
            List<LayerRun<T>> parts = [];
            System.Random random = new(shape.Seed);
            for (int start = 0, length; start < shape.Batch; start += length)
            {
                length = random.Next(1, shape.Batch - start + 1);
                parts.Add(whole.Slice(Build<T>(shape), start, length));
            }

            foreach (LayerRun<T> run in parts.Append(whole))
            {
                run.Forward(isTraining);
                if (isTraining) run.Backward();
            }

            return Laws.Holds(parts.SelectMany(part => part.Outputs).SequenceEqual(whole.Outputs), $"outputs of {parts.Count} pieces")
                ?? Laws.Holds(
                    parts.SelectMany(part => part.InputGradients).SequenceEqual(whole.InputGradients),
                    $"input gradients of {parts.Count} pieces");
        }));

    private void AssertAllocatesNothing<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LayerRun<T> run = Create<T>(new LayerCase(7, 5, SmallestBatch + 10, 1));
        long before = 0;
        for (int pass = 0; pass < 3; pass++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            run.Forward(isTraining: true);
            run.Backward();
            run.Forward(isTraining: false);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private string? Near(string what, ReadOnlySpan<float> single, ReadOnlySpan<double> twice)
    {
        for (int i = 0; i < twice.Length; i++)
        {
            if (!(Math.Abs(single[i] - twice[i]) <= SingleTolerance * Math.Max(Math.Abs(twice[i]), 1)))
                return $"{what}[{i}] is {single[i]:R} in float, {twice[i]:R} in double";
        }

        return null;
    }

    private static string? FirstFault(bool[] choices, Func<bool, string?> law) =>
        choices.Select(choice => law(choice) is { } fault ? $"{fault}, {(choice ? "training" : "evaluation")}" : null).FirstOrDefault(fault => fault is not null);

    private static void Narrow<T>(ReadOnlySpan<double> values, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = T.CreateChecked(values[i]);
    }

    private static void Widen(ReadOnlySpan<float> values, Span<double> destination)
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = values[i];
    }
}
