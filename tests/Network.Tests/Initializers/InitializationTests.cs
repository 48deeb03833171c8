using System.Text.Json.Nodes;
using SimdOptim.Initializers;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Initializers;

public class InitializationTests
{
    private static readonly JsonNode _root = Golden.Load("initialization");

    [Theory]
    [InlineData("normal10")]
    [InlineData("he")]
    [InlineData("zeros")]
    [InlineData("heMoons")]
    public void The_weights_are_those_of_deeplearning_ai(string name)
    {
        JsonNode golden = _root[name]!;
        int[] widths = golden.Array<int>("layers");
        NetworkBuilder<double> builder = new(widths[0]);
        foreach (int width in widths[1..]) builder.Dense(width);
        Network<double> network = builder.Build();
        network.Parameters.Fill(double.NaN);
        IInitializer initializer = name switch { "normal10" => new ScaledNormal(10), "zeros" => new Zeros(), _ => new He() };
        network.Initialize(initializer, golden.Value<uint>("seed"));

        double[] expected = Golden.Flatten(
            network, tensor => golden["parameters"]!.Array<double>((tensor.EndsWith("weight") ? "W" : "b") + tensor[5]));
        Golden.AssertNear(expected, network.Parameters, 1e-15, 0);
    }

    [Fact]
    public void Weights_are_drawn_layer_after_layer_in_the_order_asked_for()
    {
        double[] stream = new double[3 * 2 + 2 * 4];
        new NumPyRandom(9).Normal<double>(stream);
        Network<double> network = new NetworkBuilder<double>(3).Dense(2).ReLU().Dense(4).Build();

        network.Initialize(new ScaledNormal(1), 9, DrawOrder.InputsFirst);
        Assert.Equal([.. stream[..6], 0, 0, .. stream[6..], 0, 0, 0, 0], network.Parameters.ToArray());

        network.Initialize(new ScaledNormal(1), 9, DrawOrder.OutputsFirst);
        double[] outputsFirst =
            [.. Golden.Transposed(stream[..6], 2), 0, 0, .. Golden.Transposed(stream[6..], 4), 0, 0, 0, 0];
        Assert.Equal(outputsFirst, network.Parameters.ToArray());

        network.Initialize(new ScaledNormal(1), 9);
        Assert.Equal(outputsFirst, network.Parameters.ToArray());
    }

    [Fact]
    public void A_stream_goes_on_behind_the_weights()
    {
        NumPyRandom random = new(5), alone = new(5);
        new NetworkBuilder<float>(3).Dense(4).Build().Initialize(new He(), random);
        alone.Normal<double>(new double[12]);

        Assert.Equal(alone.NextNormal(), random.NextNormal());
    }

    [Fact]
    public void Float_weights_are_the_double_ones_rounded()
    {
        Network<double> exact = new NetworkBuilder<double>(7).Dense(5).Dense(3).Build();
        Network<float> rounded = new NetworkBuilder<float>(7).Dense(5).Dense(3).Build();
        exact.Initialize(new He(), 1);
        rounded.Initialize(new He(), 1);

        Assert.Equal(exact.Parameters.ToArray().Select(value => (float)value), rounded.Parameters.ToArray());
    }

    [Fact]
    public void An_initializer_names_a_wrong_argument()
    {
        NumPyRandom random = new(0);
        double[] weights = [1, 2, 3, 4, 5, 6];
        foreach (IInitializer initializer in new IInitializer[] { new He(), new Zeros(), new ScaledNormal(1) })
        {
            Assert.Throws<ArgumentNullException>("random", () => initializer.Fill(weights, 2, 3, null!));
            Assert.Throws<ArgumentOutOfRangeException>("fanIn", () => initializer.Fill(weights, 0, 3, random));
            Assert.Throws<ArgumentOutOfRangeException>("fanOut", () => initializer.Fill(weights, 2, 0, random));
            Assert.Throws<ArgumentOutOfRangeException>("fanOut", () => initializer.Fill(weights, 65536, 65536, random));
            Assert.Throws<ArgumentException>("weights", () => initializer.Fill(weights, 2, 2, random));
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], weights);
        Assert.Equal(new NumPyRandom(0).NextUInt32(), random.NextUInt32());
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => new ScaledNormal(-1));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => new ScaledNormal(double.NaN));
    }

    [Fact]
    public void A_failed_initialization_changes_nothing()
    {
        Network<double> network = new NetworkBuilder<double>(2).Dense(3).Dense(1).Build();
        network.Initialize(new He(), 1);
        double[] before = network.Parameters.ToArray();

        Assert.Throws<ArgumentNullException>("initializer", () => network.Initialize(null!, 1));
        Assert.Throws<ArgumentNullException>("random", () => network.Initialize(new He(), null!));
        Assert.Throws<ArgumentOutOfRangeException>("order", () => network.Initialize(new He(), 1, (DrawOrder)2));
        Assert.Throws<TimeoutException>(() => network.Initialize(new FailsAtSecond(), 1));
        Assert.Equal(before, network.Parameters.ToArray());
    }

    private sealed class FailsAtSecond : IInitializer
    {
        private int _calls;

        public void Fill(Span<double> weights, int fanIn, int fanOut, NumPyRandom random)
        {
            weights.Fill(7);
            if (++_calls == 2) throw new TimeoutException();
        }
    }
}
