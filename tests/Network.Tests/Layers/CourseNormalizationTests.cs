using System.Text.Json.Nodes;
using SimdOptim.Layers;
using SimdOptim.Randomness;
using SimdOptim.Simd.Matrices;

namespace SimdOptim.Tests.Layers;

/// <summary>The unit cases of CS231n's notebook on batch normalization: draws from seed 231, through X·W₁, ReLU and W₂.</summary>
public class CourseNormalizationTests
{
    private const int Width = 3;

    private static readonly JsonNode _root = Golden.Load("course-normalization");

    /// <summary>CS231n averages the biased variance, from 0 on.</summary>
    private static readonly BatchNormOptions _asCourse = new() { InitialRunningVariance = 0 };

    private readonly NumPyRandom _random = new(231);

    [Fact]
    public void Batch_normalization_in_training()
    {
        JsonNode golden = _root["training"]!;
        double[] samples = Draw(200 * 50), outer = Draw(50 * 60), inner = Draw(60 * Width);
        LayerRun<double> run = Create(Transform(samples, outer, inner), builder => builder.BatchNorm(_asCourse));
        AssertMoments(golden, "meansBefore", "deviationsBefore", Columns(run.Inputs));

        run.Forward(isTraining: true);
        AssertMoments(golden, "means", "deviations", Columns(run.Outputs));
        AssertNear(golden.Array<double>("firstOutputs"), run.Outputs.AsSpan(0, 3 * Width));

        Set(run, [1, 2, 3], [11, 12, 13]);
        run.Forward(isTraining: true);
        AssertMoments(golden, "scaledMeans", "scaledDeviations", Columns(run.Outputs));
    }

    [Fact]
    public void Batch_normalization_in_evaluation_after_fifty_batches()
    {
        JsonNode golden = _root["evaluation"]!;
        double[] outer = Draw(50 * 60), inner = Draw(60 * Width);
        LayerRun<double> run = Create(new double[200 * Width], builder => builder.BatchNorm(_asCourse));
        for (int step = 0; step < 50; step++)
        {
            Transform(Draw(200 * 50), outer, inner).CopyTo(run.Inputs, 0);
            run.Forward(isTraining: true);
        }

        AssertNear([.. golden.Array<double>("runningMean"), .. golden.Array<double>("runningVariance")], run.Buffers);

        Transform(Draw(200 * 50), outer, inner).CopyTo(run.Inputs, 0);
        run.Forward(isTraining: false);
        AssertMoments(golden, "means", "deviations", Columns(run.Outputs));
    }

    [Fact]
    public void Batch_normalization_backward()
    {
        JsonNode golden = _root["backward"]!;
        LayerRun<double> run = new(new NetworkBuilder<double>(5).BatchNorm(_asCourse).Build(), 4);
        golden.Array<double>("inputs").CopyTo(run.Inputs, 0);
        golden.Array<double>("outputGradients").CopyTo(run.OutputGradients, 0);
        Set(run, golden.Array<double>("weight"), golden.Array<double>("bias"));

        run.Forward(isTraining: true);
        run.Backward();

        AssertNear(golden.Array<double>("outputs"), run.Outputs);
        AssertNear(golden.Array<double>("inputGradients"), run.InputGradients);
        AssertNear([.. golden.Array<double>("weightGradient"), .. golden.Array<double>("biasGradient")], run.ParameterGradients);
    }

    [Fact]
    public void Layer_normalization()
    {
        JsonNode golden = _root["layerNorm"]!;
        double[] samples = Draw(4 * 50), outer = Draw(50 * 60), inner = Draw(60 * Width);
        LayerRun<double> run = Create(Transform(samples, outer, inner), builder => builder.LayerNorm());
        AssertMoments(golden, "meansBefore", "deviationsBefore", run.Inputs.Chunk(Width));

        run.Forward(isTraining: false);
        AssertMoments(golden, null, "deviations", run.Outputs.Chunk(Width));
        AssertNear(golden.Array<double>("outputs"), run.Outputs);

        Set(run, [3, 3, 3], [5, 5, 5]);
        run.Forward(isTraining: false);
        AssertMoments(golden, "scaledMeans", "scaledDeviations", run.Outputs.Chunk(Width));
    }

    private static LayerRun<double> Create(double[] inputs, Func<NetworkBuilder<double>, NetworkBuilder<double>> add)
    {
        LayerRun<double> run = new(add(new NetworkBuilder<double>(Width)).Build(), inputs.Length / Width);
        inputs.CopyTo(run.Inputs, 0);
        return run;
    }

    private static void Set(LayerRun<double> run, double[] weight, double[] bias)
    {
        weight.CopyTo(run.Parameters);
        bias.CopyTo(run.Parameters.AsSpan(weight.Length));
    }

    private double[] Draw(int count)
    {
        double[] values = new double[count];
        _random.Normal(values.AsSpan());
        return values;
    }

    /// <summary>Returns <c>max(0, X·W₁)·W₂</c>.</summary>
    private static double[] Transform(double[] samples, double[] outer, double[] inner)
    {
        int batch = samples.Length / 50;
        double[] hidden = new double[batch * 60], result = new double[batch * Width];
        MatrixMultiply.Multiply<double>(samples, outer, hidden, batch, 50, 60);
        for (int i = 0; i < hidden.Length; i++) hidden[i] = Math.Max(0, hidden[i]);
        MatrixMultiply.Multiply<double>(hidden, inner, result, batch, 60, Width);
        return result;
    }

    private static IEnumerable<double[]> Columns(double[] matrix) =>
        Enumerable.Range(0, Width).Select(column => matrix.Where((_, i) => i % Width == column).ToArray());

    private static void AssertMoments(JsonNode golden, string? means, string deviations, IEnumerable<double[]> groups)
    {
        double[] actualMeans = [.. groups.Select(group => group.Average())];
        double[] actual = [.. groups.Select(group => Math.Sqrt(group.Average(x => Math.Pow(x - group.Average(), 2))))];
        if (means is not null) AssertNear(golden.Array<double>(means), actualMeans);
        AssertNear(golden.Array<double>(deviations), actual);
    }

    private static void AssertNear(double[] expected, ReadOnlySpan<double> actual) =>
        Golden.AssertNear(expected, actual, 1e-12, 1e-14);
}
