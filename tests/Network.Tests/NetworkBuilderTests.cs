using SimdOptim.Layers;

namespace SimdOptim.Tests;

public class NetworkBuilderTests
{
    [Fact]
    public void Each_layer_takes_what_the_one_before_gives() =>
        Laws.Check(RandomNetwork.Any, random =>
        {
            Network<double> network = random.Begin<double>().Build();
            int count = random.Inputs;
            foreach (Layer<double> layer in network.Layers)
            {
                if (layer.InputCount != count) return false;
                count = layer.OutputCount;
            }

            return network.InputCount == random.Inputs && network.OutputCount == count && count == random.Outputs
                && network.ParameterCount == network.Layers.Sum(layer => layer.ParameterCount);
        }, 200);

    [Fact]
    public void A_builder_goes_on_to_a_deeper_network_and_leaves_the_first_alone()
    {
        NetworkBuilder<float> builder = new NetworkBuilder<float>(2).Dense(3);
        Network<float> shallow = builder.Build();
        float[] parameters = shallow.Parameters.ToArray();
        Network<float> deep = builder.ReLU().Dense(1).Build();
        deep.Parameters.Fill(1);

        Assert.Equal((1, 3, 9), (shallow.Layers.Count, shallow.OutputCount, shallow.ParameterCount));
        Assert.Equal((3, 1, 13), (deep.Layers.Count, deep.OutputCount, deep.ParameterCount));
        Bits.AssertSame(parameters, shallow.Parameters);
    }

    [Fact]
    public void A_wrong_size_is_named()
    {
        NetworkBuilder<float> builder = new(1 << 20);
        Assert.Throws<ArgumentOutOfRangeException>("inputCount", () => new NetworkBuilder<float>(0));
        Assert.Throws<ArgumentOutOfRangeException>("outputCount", () => builder.Dense(0));
        Assert.Throws<ArgumentOutOfRangeException>("outputCount", () => builder.Dense(-1));
        Assert.Throws<ArgumentOutOfRangeException>("outputCount", () => builder.Dense(1 << 12)); // 2^32 weights
        Assert.Throws<ArgumentOutOfRangeException>("outputCount", () => builder.Dense(1 << 10).Dense(1 << 10).Dense(1 << 20));
        Assert.Throws<InvalidOperationException>(() => new NetworkBuilder<float>(1).Build());
        Assert.Contains("Half", Assert.Throws<NotSupportedException>(() => new NetworkBuilder<Half>(1)).Message);
    }
}
