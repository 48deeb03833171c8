using SimdOptim.Gradients;
using SimdOptim.Initializers;
using SimdOptim.Layers;
using SimdOptim.Losses;

namespace SimdOptim.Tests.Gradients;

/// <summary>What is refused, what is put back, and what a rectified network needs.</summary>
public class NetworkGradientCheckTests
{
    private static readonly CategoricalCrossEntropy<double> _loss = new();
    private static readonly GradientCheckOptions _richardson = new() { Method = DerivativeMethod.Richardson };

    private readonly Network<double> _network = new NetworkBuilder<double>(2).Dense(3).ReLU().Dense(3).Softmax().Build();
    private readonly double[] _inputs = [1, 2, -3, 4];
    private readonly double[] _targets = [0, 2];

    public NetworkGradientCheckTests() => _network.Initialize(new XavierNormal(), 3);

    [Fact]
    public void Parameters_are_named_after_layer_tensor_input_and_output()
    {
        GradientCheckResult result = NetworkGradientCheck.Run(_network, _inputs, _targets, _loss);

        Assert.Equal(
            ["dense1.weight[0,0]", "dense1.weight[0,1]", "dense1.weight[0,2]", "dense1.weight[1,0]"],
            result.Parameters.Take(4).Select(parameter => parameter.Name));
        Assert.Equal(
            ["dense2.bias[0]", "dense2.bias[1]", "dense2.bias[2]"],
            result.Parameters.TakeLast(3).Select(parameter => parameter.Name));
        Assert.Equal(_network.Layout.Tensors.Select(tensor => tensor.Name), result.Tensors.Select(tensor => tensor.Tensor.Name));
    }

    [Fact]
    public void A_sample_of_the_parameters_is_checked_if_it_is_asked_for()
    {
        GradientCheckOptions options = new() { SampleCount = 5, Seed = 2 };
        GradientCheckResult result = NetworkGradientCheck.Run(_network, _inputs, _targets, _loss, options);

        Assert.Equal((5, 21), (result.Parameters.Count, result.ParameterCount));
        Assert.True(result.Passes(2e-7), result.Describe());
    }

    [Fact]
    public void The_penalty_is_part_of_cost_and_gradient_on_weights_alone()
    {
        const double Factor = 0.5;
        GradientCheckResult without = NetworkGradientCheck.Run(_network, _inputs, _targets, _loss, _richardson);
        GradientCheckResult with = NetworkGradientCheck.Run(_network, _inputs, _targets, _loss, _richardson, Factor);

        Assert.True(with.Passes(1e-9), with.Describe());
        double squares = 0;
        foreach (ParameterTensor tensor in _network.Layout.Tensors)
        {
            for (int i = tensor.Offset; i < tensor.Offset + tensor.Count; i++)
            {
                double weight = tensor.Kind == TensorKind.Weight ? _network.Parameters[i] : 0;
                squares += weight * weight;
                Assert.Equal(without.Parameters[i].Analytic + (Factor * weight), with.Parameters[i].Analytic, 1e-14);
            }
        }

        Assert.Equal(without.Value + (Factor / 2 * squares), with.Value, 1e-14);

        // The gradients without it are wrong, and found to be.
        double[] gradients = [.. without.Parameters.Select(parameter => parameter.Analytic)];
        GradientCheckResult wrong =
            NetworkGradientCheck.Judge(_network, _inputs, _targets, _loss, gradients, _richardson, Factor);
        Assert.False(wrong.Passes(1e-3));
        Assert.EndsWith("weight", wrong.Worst.Tensor.Name);
    }

    [Fact]
    public void A_unit_at_its_kink_is_told_from_a_fault()
    {
        _network.Parameters.Fill(0.5);
        _network.Parameters[_network.Layout["dense1.weight"].Range].Fill(1);
        _network.Parameters[_network.Layout["dense1.bias"].Offset + 1] = -3; // sample 0 comes to 1 + 2 - 3 = 0 in unit 1
        _network.Parameters[_network.Layout["dense2.weight"].Offset + 3] = 2;

        GradientCheckResult result = NetworkGradientCheck.Run(_network, _inputs, _targets, _loss);

        Assert.False(result.Passes(2e-7));
        Assert.True(result.IsExplainedByKinks(2e-7), result.Describe());
        Assert.Equal(["dense1.weight[0,1]", "dense1.weight[1,1]", "dense1.bias[1]"], result.Kinks.Select(kink => kink.Name));
    }

    [Fact]
    public void Dead_units_have_no_derivative_and_rounding_lies_below_the_floor()
    {
        // A softmax does not change if all its logits do, so the true gradient of the scalar behind them all is 0.
        Network<double> network = new NetworkBuilder<double>(2).Dense(1).ReLU().Dense(3).Softmax().Build();
        network.Parameters[network.Layout["dense1.weight"].Range].Fill(0.7);
        network.Parameters[network.Layout["dense2.weight"].Range].Fill(0.3);
        GradientCheckResult bare = NetworkGradientCheck.Run(network, [1, 2], [1], _loss, new() { AbsoluteFloor = 0 });
        GradientCheckResult floored = NetworkGradientCheck.Run(network, [1, 2], [1], _loss);
        Assert.True(bare.Tensors[0].RelativeDifference > 0.5, "rounding makes no difference: choose other numbers");
        Assert.Equal(0, floored.Tensors[0].RelativeDifference);
        Assert.True(floored.Passes(2e-7));

        network.Parameters[network.Layout["dense1.bias"].Offset] = -100;
        GradientCheckResult dead = NetworkGradientCheck.Run(network, [1, 2], [1], _loss);
        Assert.All(dead.Parameters.Take(6), parameter => Assert.Equal((0, 0), (parameter.Analytic, parameter.Numerical)));
        Assert.True(dead.Passes(2e-7));
    }

    [Fact]
    public void Buffers_and_parameters_are_put_back_and_every_cost_begins_with_them()
    {
        CountingLayer counting = new(3);
        Network<double> network = WithBuffer(counting);
        double[] parameters = network.Parameters.ToArray();

        GradientCheckResult result = NetworkGradientCheck.Run(network, _inputs, _targets, _loss);

        Assert.True(result.Passes(2e-7), result.Describe());
        Assert.Equal(1 + 2 + (2 * network.ParameterCount), counting.Passes);
        Assert.Equal([7.0], counting.Beginnings);
        Assert.Equal(7, network.Buffers[0]);
        Bits.AssertSame(parameters, network.Parameters.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void They_are_put_back_if_something_throws(int pass)
    {
        Network<double> network = WithBuffer(new CountingLayer(3, failsAt: pass));
        double[] parameters = network.Parameters.ToArray();

        Assert.Throws<TimeoutException>(() => NetworkGradientCheck.Run(network, _inputs, _targets, _loss));

        Assert.Equal(7, network.Buffers[0]);
        Bits.AssertSame(parameters, network.Parameters.ToArray());
    }

    [Fact]
    public void The_step_is_that_of_the_masks()
    {
        StepLayer masked = new();
        Network<double> network = new([new Dense<double>(2, 3), masked]);
        network.Initialize(new He(), 1);

        Assert.True(NetworkGradientCheck.Run(network, _inputs, _targets, _loss, step: 41).Passes(2e-7));
        Assert.True(NetworkGradientCheck.Judge(network, _inputs, _targets, _loss, new double[9], step: 41).IsRepeatable);
        Assert.Equal([41L], masked.Steps);
    }

    [Fact]
    public void Gradients_may_lie_in_the_parameters_themselves()
    {
        double[] gradients = _network.Parameters.ToArray();
        Assert.Equal(
            NetworkGradientCheck.Judge(_network, _inputs, _targets, _loss, gradients).Parameters,
            NetworkGradientCheck.Judge(_network, _inputs, _targets, _loss, _network.Parameters).Parameters);
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_named_and_nothing_is_changed()
    {
        double[] parameters = _network.Parameters.ToArray();
        Refuses<ArgumentNullException>("network", () => NetworkGradientCheck.Run(null!, _inputs, _targets, _loss));
        Refuses<ArgumentNullException>("loss", () => NetworkGradientCheck.Run(_network, _inputs, _targets, null!));
        Refuses<ArgumentException>("inputs", () => NetworkGradientCheck.Run(_network, _inputs.AsSpan(1), _targets, _loss));
        Refuses<ArgumentException>("inputs", () => NetworkGradientCheck.Run(_network, [], [], _loss));
        Refuses<ArgumentException>("targets", () => NetworkGradientCheck.Run(_network, _inputs, _targets.AsSpan(1), _loss));
        Refuses<ArgumentException>("targets", () => NetworkGradientCheck.Run(_network, _inputs, [0, 3], _loss));
        Refuses<ArgumentException>(
            "gradients", () => NetworkGradientCheck.Judge(_network, _inputs, _targets, _loss, new double[20]));
        Refuses<ArgumentException>("targets", () => NetworkGradientCheck.Judge(_network, _inputs, [0, 3], _loss, new double[21]));
        RefusesNumber("l2Factor", null, -1, 0);
        RefusesNumber("l2Factor", null, double.NaN, 0);
        RefusesNumber("step", null, 0, -1);
        RefusesNumber("Step", new GradientCheckOptions { Step = 0 }, 0, 0);
        Refuses<ArgumentException>(
            "network", () => NetworkGradientCheck.Run(new NetworkBuilder<double>(2).Sigmoid().Build(), _inputs, _targets, _loss));

        void RefusesNumber(string name, GradientCheckOptions? options, double l2Factor, long step) =>
            Refuses<ArgumentOutOfRangeException>(
                name, () => NetworkGradientCheck.Run(_network, _inputs, _targets, _loss, options, l2Factor, step));

        void Refuses<TFault>(string name, Action check)
            where TFault : ArgumentException
        {
            Assert.Throws<TFault>(name, check);
            Bits.AssertSame(parameters, _network.Parameters.ToArray());
        }
    }

    private static Network<double> WithBuffer(CountingLayer counting)
    {
        Network<double> network = new([new Dense<double>(2, 3), counting]);
        network.Initialize(new He(), 1);
        network.Buffers[0] = 7;
        return network;
    }

    /// <summary>Multiplies by a factor that the step decides, as dropout does.</summary>
    private sealed class StepLayer() : Layer<double>(3, 3)
    {
        private double _factor;

        public HashSet<long> Steps { get; } = [];

        public override Description Describe() => new("step");

        public override void Forward(in ForwardPass<double> pass)
        {
            Steps.Add(pass.Position.Step);
            _factor = 1 + (pass.Position.Step / 100.0);
            for (int i = 0; i < pass.Outputs.Span.Length; i++) pass.Outputs.Span[i] = _factor * pass.Inputs.Span[i];
        }

        public override void Backward(in BackwardPass<double> pass)
        {
            for (int i = 0; i < pass.InputGradients.Span.Length; i++)
                pass.InputGradients.Span[i] = _factor * pass.OutputGradients.Span[i];
        }
    }
}
