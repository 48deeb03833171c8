using SimdOptim.Activations;
using SimdOptim.Initializers;
using SimdOptim.Tests.Storage;

namespace SimdOptim.Tests.Layers;

public sealed class SeluTests
{
    private const double Lambda = 1.0507009873554804934, Alpha = 1.6732632423543772848;

    public static TheoryData<Law> Laws =>
    [
        .. new ActivationLaws<Selu>(_ => new Selu())
        {
            Formula = (_, x) => Lambda * (x > 0 ? x : Alpha * (Math.Exp(x) - 1)),
            Derivative = (0, 1.76),
            FiniteShare = 0.95, // its slope is 1.0507
        },
    ];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Holds(Law law) => law.Check();

    [Fact]
    public void Twenty_layers_keep_mean_and_variance()
    {
        NetworkBuilder<float> builder = new(64);
        for (int i = 0; i < 20; i++) builder.Dense(256).Activation(new Selu());
        Network<float> network = builder.Build(seed: 1);
        double[] inputs = new double[64 * 64];
        new Randomness.NumPyRandom(2).Normal(inputs.AsSpan());
        float[] outputs = network.Predict([.. inputs.Select(x => (float)x)], network.CreateWorkspace(64)).ToArray();

        double mean = outputs.Average(), variance = outputs.Average(y => (y - mean) * (y - mean));
        Assert.InRange(mean, -0.3, 0.3);
        Assert.InRange(variance, 0.5, 2);
    }

    [Fact]
    public void Weights_before_it_are_drawn_by_LeCun_and_a_file_brings_it_back()
    {
        Network<double> network = new NetworkBuilder<double>(3).Dense(4).Activation(new Selu()).Build(seed: 5);
        Network<double> drawn = new NetworkBuilder<double>(3).Dense(4).Build();
        drawn.Initialize(new LeCunNormal(), seed: 5);
        Bits.AssertSame(drawn.Parameters.ToArray(), network.Parameters.ToArray());

        using TemporaryFolder folder = new();
        network.Save(folder.File);
        Network<double> loaded = Network<double>.Load(folder.File);
        Bits.AssertSame(
            network.Predict([1, -2, 3], network.CreateWorkspace()).ToArray(), loaded.Predict([1, -2, 3], loaded.CreateWorkspace()).ToArray());
    }
}
