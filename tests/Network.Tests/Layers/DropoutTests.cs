using SimdOptim.Layers;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Layers;

public class DropoutTests
{
    private const int Width = 37;

    /// <summary>
    /// The mean of n elements, each 1/keep or 0, has the variance (1/keep - 1)/n. Six standard deviations are exceeded by chance
    /// once in 5·10⁸ cases; the seed is fixed.
    /// </summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.86)]
    [InlineData(0.999)]
    public void The_expected_value_stays(double keep)
    {
        const int Batch = 20_000;
        LayerRun<double> run = Create(keep, Batch, 0);
        Array.Fill(run.Inputs, 1);
        run.Forward(isTraining: true);

        double deviation = Math.Sqrt(((1 / keep) - 1) / run.Outputs.Length);
        Assert.Equal(1, run.Outputs.Average(), 6 * deviation);
        Assert.All(run.Outputs.Distinct(), y => Assert.True(y == 0 || y == 1 / keep, $"{y}"));
        double featureDeviation = Math.Sqrt(((1 / keep) - 1) / Batch);
        for (int feature = 0; feature < Width; feature++)
            Assert.Equal(1, run.Outputs.Where((_, i) => i % Width == feature).Average(), 6 * featureDeviation);
    }

    [Fact]
    public void A_mask_is_that_of_its_seed_step_layer_and_place()
    {
        Network<float> network = new NetworkBuilder<float>(Width).Dropout(0.5, 11).Dropout(0.25, 11).Dropout(0.5, 12).Build();
        float[] expected = new float[3 * Width];
        for (int layer = 0; layer < 3; layer++)
        {
            double keep = layer == 1 ? 0.25 : 0.5;
            Philox.FillMask<float>(expected, keep, layer == 2 ? 12u : 11u, step: 5, stream: (uint)layer, firstPosition: 2 * Width);
            Assert.Equal(expected, Mask(network.Layers[layer], new BatchPosition(5, 2)));
            Assert.NotEqual(expected, Mask(network.Layers[layer], new BatchPosition(6, 2)));
            Assert.NotEqual(expected, Mask(network.Layers[layer], new BatchPosition(5, 3)));
        }
    }

    [Fact]
    public void A_layer_that_is_refused_does_not_shift_the_masks_of_the_next()
    {
        NetworkBuilder<float> builder = new(Width);
        Assert.Throws<ArgumentOutOfRangeException>("keep", () => builder.Dropout(2));
        float[] expected = new float[3 * Width];
        Philox.FillMask<float>(expected, 0.5, 11);
        Assert.Equal(expected, Mask(builder.Dropout(0.5, 11).Build().Layers[0], default));
    }

    [Fact]
    public void In_evaluation_and_where_all_is_kept_it_changes_no_bit()
    {
        float[] values = [0, -0f, 1e-45f, float.NaN, float.PositiveInfinity, float.MinValue, 3];
        foreach ((double keep, bool isTraining) in ((double, bool)[])[(0.3, false), (1, false), (1, true)])
        {
            LayerRun<float> run = new(new NetworkBuilder<float>(values.Length).Dropout(keep).Build(), 1);
            values.CopyTo(run.Inputs, 0);
            values.CopyTo(run.OutputGradients, 0);
            run.Forward(isTraining);
            Assert.Equal(Bits(values), Bits(run.Outputs));
            if (!isTraining) continue;
            run.Backward();
            Assert.Equal(Bits(values), Bits(run.InputGradients));
        }

        static int[] Bits(float[] numbers) => [.. numbers.Select(BitConverter.SingleToInt32Bits)];
    }

    /// <summary>
    /// What is drawn in feature-major order is the transpose of what is drawn in sample-major order from the same stream.
    /// </summary>
    [Fact]
    public void A_stream_of_NumPy_goes_on_or_begins_anew()
    {
        double[] first = new double[6], second = new double[6], again = new double[6];
        NumPyMask<double> endless = new(new NumPyRandom(4), MaskOrder.SamplesFirst);
        endless.Fill(first, 0.5, new MaskPosition(0, 0, 0, 3));
        endless.Fill(second, 0.5, new MaskPosition(1, 0, 0, 3));
        NumPyRandom random = new(4);
        double[] drawn = [.. Enumerable.Range(0, 12).Select(_ => random.NextDouble() < 0.5 ? 2.0 : 0)];
        Assert.Equal(drawn, first.Concat(second));

        NumPyMask<double> repeated = new(4, MaskOrder.FeaturesFirst);
        for (int pass = 0; pass < 2; pass++)
        {
            repeated.Fill(again, 0.5, new MaskPosition(pass, 0, 0, 2));
            Assert.Equal(Golden.Transposed(first, 2), again);
            repeated.Fill(again, 0.5, new MaskPosition(pass, 1, 0, 2));
            Assert.Equal(Golden.Transposed(second, 2), again);
        }
    }

    private static LayerRun<double> Create(double keep, int batch, ulong seed) =>
        new(new NetworkBuilder<double>(Width).Dropout(keep, seed).Build(), batch);

    private static float[] Mask(Layer<float> layer, BatchPosition position)
    {
        float[] inputs = new float[3 * Width], outputs = new float[3 * Width];
        Array.Fill(inputs, 1);
        layer.Forward(new ForwardPass<float>
        {
            Inputs = new(inputs, Width),
            Outputs = new(outputs, Width),
            Cache = new float[layer.GetCacheCount(3)],
            IsTraining = true,
            Position = position,
        });
        return outputs;
    }
}
