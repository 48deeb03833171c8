using SimdOptim.Initializers;
using SimdOptim.Layers;

namespace SimdOptim.Tests.Layers;

public class BatchNormTests
{
    private const int Width = 19;

    [Fact]
    public void Each_feature_is_normalized_to_mean_0_and_variance_1() => Laws.Check(LayerCase.Any(2), shape =>
    {
        LayerRun<double> run = Create(shape with { Inputs = Width }, new BatchNormOptions { Epsilon = 1e-20 });
        run.Forward(isTraining: true);
        for (int feature = 0; feature < Width; feature++)
        {
            double[] column = Column(run.Outputs, feature);
            double mean = column.Average(), variance = column.Average(y => y * y);
            if ((Fault.IfFar(0, mean, "the mean", 1e-9) ?? Fault.IfFar(1, variance, "the variance", 1e-9)) is { } fault)
                return $"feature {feature}: {fault}";
        }

        return null;
    });

    [Theory]
    [InlineData(0.9, false)]
    [InlineData(0.5, true)]
    [InlineData(0.0, false)]
    [InlineData(1.0, true)]
    public void Running_averages_follow_their_closed_form(double momentum, bool isUnbiased)
    {
        const int Steps = 12, Batch = 7;
        LayerCase shape = new(Width, 1, Batch, Draw.Middle, 5);
        LayerRun<double> run = Create(shape, new BatchNormOptions
        {
            Momentum = momentum,
            UsesUnbiasedVariance = isUnbiased,
            InitialRunningVariance = 3,
        });

        // After n steps: momentumⁿ·initial + Σₖ (1 - momentum)·momentumⁿ⁻ᵏ·batchₖ.
        double[] means = new double[Width], variances = new double[Width];
        for (int step = 1; step <= Steps; step++)
        {
            shape.DrawNumbers(run.Inputs.Length, step).CopyTo(run.Inputs, 0);
            run.Forward(isTraining: true);
            double weight = (1 - momentum) * Math.Pow(momentum, Steps - step);
            for (int feature = 0; feature < Width; feature++)
            {
                double[] column = Column(run.Inputs, feature);
                double mean = column.Average();
                means[feature] += weight * mean;
                variances[feature] += weight * column.Sum(x => (x - mean) * (x - mean)) / (isUnbiased ? Batch - 1 : Batch);
            }
        }

        double[] expected = [.. means, .. variances.Select(variance => (Math.Pow(momentum, Steps) * 3) + variance)];
        Golden.AssertNear(expected, run.Buffers, 1e-13, 1e-13);
    }

    [Fact]
    public void A_batch_of_one_is_its_shift_and_passes_nothing_back()
    {
        LayerCase shape = new(Width, 1, 1, Draw.Middle, 3);
        LayerRun<double> biased = Create(shape, new BatchNormOptions());
        LayerRun<double> unbiased = Create(shape, new BatchNormOptions { UsesUnbiasedVariance = true });
        shape.DrawNumbers(2 * Width, 9).CopyTo(biased.Parameters);
        biased.Forward(isTraining: true);
        biased.Backward();
        unbiased.Forward(isTraining: true);

        Assert.Equal(biased.Parameters[Width..].ToArray(), biased.Outputs);
        Assert.All(biased.InputGradients, gradient => Assert.Equal(0, gradient));
        Assert.Equal([.. new double[Width], .. biased.OutputGradients], biased.ParameterGradients);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_batch_of_one_moves_the_running_mean_and_leaves_the_running_variance(bool isUnbiased)
    {
        BatchNormOptions options = new() { UsesUnbiasedVariance = isUnbiased, Momentum = 0.75 };
        LayerRun<double> run = Create(new LayerCase(Width, 1, 1, Draw.Middle, 3), options);
        for (int pass = 0; pass < 3; pass++) run.Forward(isTraining: true);
        Golden.AssertNear([.. run.Inputs.Select(x => x * (1 - Math.Pow(0.75, 3)))], run.Buffers[..Width], 1e-15, 1e-15);
        Assert.All(run.Buffers[Width..].ToArray(), variance => Assert.Equal(1, variance));
    }

    [Fact]
    public void A_large_batch_far_from_0_keeps_its_variance_in_float()
    {
        const int Batch = 100_000;
        LayerRun<float> run = new(new NetworkBuilder<float>(1).BatchNorm(new BatchNormOptions { Momentum = 0 }).Build(), Batch);
        for (int i = 0; i < Batch; i++) run.Inputs[i] = 1000 + (i % 2 == 0 ? 0.5f : -0.5f);
        run.Forward(isTraining: true);

        Assert.Equal([1000, 0.25f], run.Buffers.ToArray());
        Assert.All(run.Outputs, y => Assert.Equal(1, Math.Abs(y), 3e-5)); // 1/√(1 + 4ε)
    }

    [Fact]
    public void Running_averages_that_vanish_are_flushed_to_0()
    {
        LayerRun<float> run = new(new NetworkBuilder<float>(Width).BatchNorm().Build(), 4);
        for (int step = 0; step < 900; step++)
        {
            run.Forward(isTraining: true);
            Assert.DoesNotContain(run.Buffers.ToArray(), float.IsSubnormal);
        }

        Assert.Equal(new float[2 * Width], run.Buffers.ToArray());
    }

    [Fact]
    public void The_network_begins_with_the_variance_that_was_asked_for()
    {
        Network<float> network = new NetworkBuilder<float>(2)
            .BatchNorm().BatchNorm(new BatchNormOptions { InitialRunningVariance = 0.5 }).LayerNorm().Build();
        Assert.Equal([0, 0, 1, 1, 0, 0, 0.5f, 0.5f], network.Buffers.ToArray());
        Assert.Equal([1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0], network.Parameters.ToArray());

        network.Buffers.Fill(7);
        network.Initialize(new Zeros(), 1);
        Assert.Equal([0, 0, 1, 1, 0, 0, 0.5f, 0.5f], network.Buffers.ToArray());
    }

    [Fact]
    public void What_exceeds_the_longest_array_is_refused()
    {
        Network<float> network = new NetworkBuilder<float>(1000).BatchNorm().LayerNorm().Build();
        Assert.Throws<ArgumentOutOfRangeException>("maxBatchSize", () => network.CreateWorkspace(Array.MaxLength / 1000, forTraining: true));
        Assert.Throws<InvalidOperationException>(() => new NetworkBuilder<float>(1 << 30).BatchNorm());
        Assert.Throws<InvalidOperationException>(() => new NetworkBuilder<float>(1 << 30).LayerNorm());
    }

    private static LayerRun<double> Create(LayerCase shape, BatchNormOptions options)
    {
        LayerRun<double> run = new(new NetworkBuilder<double>(shape.Inputs).BatchNorm(options).Build(), shape.Batch);
        shape.DrawNumbers(run.Inputs.Length, 1).CopyTo(run.Inputs, 0);
        shape.DrawNumbers(run.OutputGradients.Length, 2).CopyTo(run.OutputGradients, 0);
        return run;
    }

    private static double[] Column(double[] matrix, int feature) => [.. matrix.Where((_, i) => i % Width == feature)];
}
