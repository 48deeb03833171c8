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
    [InlineData("leCun")]
    public void The_weights_are_those_of_deeplearning_ai(string name)
    {
        JsonNode golden = _root[name]!;
        int[] widths = golden.Array<int>("layers");
        NetworkBuilder<double> builder = new(widths[0]);
        foreach (int width in widths[1..]) builder.Dense(width);
        Network<double> network = builder.Build();
        network.Parameters.Fill(double.NaN);
        IInitializer initializer = name switch
        {
            "normal10" => new ScaledNormal(10),
            "zeros" => new Zeros(),
            "leCun" => new LeCunNormal(),
            _ => new He(),
        };
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
    public void A_layer_that_says_how_is_drawn_so_and_biases_come_behind_its_weights()
    {
        double[] stream = new double[6 + 2 + 8 + 4];
        new NumPyRandom(9).Normal<double>(stream);
        Network<double> network = new NetworkBuilder<double>(3)
            .Dense(2, biases: new ScaledNormal(10))
            .Dense(2, new Constant(0.25), new Constant(-1))
            .Dense(4, new ScaledNormal(2))
            .Dense(1)
            .Build();

        network.Initialize(new ScaledNormal(1), 9, DrawOrder.InputsFirst);

        double[] expected =
        [
            .. stream[..6], .. stream[6..8].Select(z => 10 * z),
            0.25, 0.25, 0.25, 0.25, -1, -1,
            .. stream[8..16].Select(z => 2 * z), 0, 0, 0, 0,
            .. stream[16..20], 0,
        ];
        Assert.Equal(expected, network.Parameters.ToArray());
    }

    [Fact]
    public void A_bias_is_a_weight_of_one_input()
    {
        Recorder weights = new(), biases = new();
        new NetworkBuilder<float>(3).Dense(5, weights, biases).Build().Initialize(new Zeros(), 1, DrawOrder.InputsFirst);

        Assert.Equal((3, 5, DrawOrder.InputsFirst), weights.Seen);
        Assert.Equal((1, 5, DrawOrder.InputsFirst), biases.Seen);
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

        Network<double> own = new NetworkBuilder<double>(2).Dense(3).Dense(1, biases: new FailsAtSecond(calls: 1)).BuildUninitialized();
        own.Parameters.Fill(5);
        Assert.Throws<TimeoutException>(() => own.Initialize(new He(), 1));
        Assert.All(own.Parameters.ToArray(), parameter => Assert.Equal(5, parameter));
    }

    private sealed class FailsAtSecond(int calls = 0) : IInitializer
    {
        private int _calls = calls;

        public void Fill(Span<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random)
        {
            weights.Fill(7);
            if (++_calls == 2) throw new TimeoutException();
        }

        public Description Describe() => new("fails");
    }

    private sealed class Recorder : IInitializer
    {
        public (int FanIn, int FanOut, DrawOrder Order) Seen { get; private set; }

        public void Fill(Span<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random) =>
            Seen = (fanIn, fanOut, order);

        public Description Describe() => new("recorder");
    }
}
