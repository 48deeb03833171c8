using System.Numerics;
using SimdOptim.Activations;
using SimdOptim.Initializers;
using SimdOptim.Randomness;
using SimdOptim.Simd;
using SimdOptim.Tests.Kinds;

namespace SimdOptim.Tests.Initializers;

/// <summary>A network that was built is ready to train: its weights are drawn as suits the activations behind them.</summary>
public sealed class BuildTests
{
    public static TheoryData<string, bool> Activations => new()
    {
        { "relu", true }, { "leakyrelu", true }, { "elu", true }, { "gelu", true }, { "silu", true }, { "softplus", true },
        { "own", true }, { "sigmoid", false }, { "tanh", false }, { "softmax", false }, { "logsoftmax", false }, { "none", false },
    };

    [Theory]
    [MemberData(nameof(Activations))]
    public void Weights_are_drawn_for_the_activation_that_follows(string activation, bool isHe)
    {
        NetworkBuilder<double> builder = new NetworkBuilder<double>(20).Dense(30).BatchNorm().Dropout(0.5);
        _ = activation switch
        {
            "relu" => builder.ReLU(),
            "leakyrelu" => builder.LeakyReLU(),
            "elu" => builder.Elu(),
            "gelu" => builder.Gelu(),
            "silu" => builder.SiLU(),
            "softplus" => builder.Softplus(),
            "own" => builder.Activation(new Swish2(1)),
            "sigmoid" => builder.Sigmoid(),
            "tanh" => builder.Tanh(),
            "softmax" => builder.Softmax(),
            "logsoftmax" => builder.LogSoftmax(),
            _ => builder,
        };
        Network<double> network = builder.Build(seed: 5), expected = builder.Build();
        expected.Initialize(isHe ? new He() : new XavierUniform(), 5);
        Assert.Equal(expected.Parameters, network.Parameters);
        Assert.Equal(expected.Buffers, network.Buffers);
    }

    [Fact]
    public void Each_layer_has_its_own_draw_from_one_stream()
    {
        Network<double> network = new NetworkBuilder<double>(4).Dense(3).ReLU().Dense(5, biases: new Constant(2)).Tanh().Dense(2).Build(seed: 9);
        NumPyRandom random = new(9);
        double[] first = new double[12], second = new double[15], third = new double[10];
        new He().Fill(first, 4, 3, DrawOrder.OutputsFirst, random);
        new XavierUniform().Fill(second, 3, 5, DrawOrder.OutputsFirst, random);
        new XavierUniform().Fill(third, 5, 2, DrawOrder.OutputsFirst, random);
        Assert.Equal(
            [.. Golden.Transposed(first, 3), 0, 0, 0, .. Golden.Transposed(second, 5), 2, 2, 2, 2, 2, .. Golden.Transposed(third, 2), 0, 0],
            network.Parameters.ToArray());
    }

    [Fact]
    public void A_layer_of_the_callers_own_initializer_keeps_it() =>
        Assert.Equal([0.5, 0.5, 0, 0], new NetworkBuilder<double>(1).Dense(2, new Constant(0.5)).ReLU().Build().Parameters.ToArray());

    [Fact]
    public void Seeds_differ_and_zero_is_the_usual_one()
    {
        NetworkBuilder<float> builder = new NetworkBuilder<float>(2).Dense(3).ReLU();
        Assert.Equal(builder.Build(0).Parameters, builder.Build().Parameters);
        Assert.NotEqual(builder.Build(1).Parameters.ToArray(), builder.Build().Parameters.ToArray());
    }

    [Fact]
    public void An_activation_may_ask_for_LeCuns_draw()
    {
        NetworkBuilder<double> builder = new NetworkBuilder<double>(2).Dense(3).Activation(default(SelfNormalizing));
        Network<double> network = builder.Build(1), expected = builder.Build();
        expected.Initialize(new LeCunNormal(), 1);
        Assert.Equal(expected.Parameters, network.Parameters);
    }

    private readonly struct SelfNormalizing : IActivation
    {
        public static IInitializer DefaultInitializer => new LeCunNormal();

        public TVector Apply<TVector, T>(TVector x)
            where TVector : struct, ISimdVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => x;

        public TVector GetDerivative<TVector, T>(TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TVector.Constant(1);

        public Description Describe() => new("selfNormalizing");
    }
}
