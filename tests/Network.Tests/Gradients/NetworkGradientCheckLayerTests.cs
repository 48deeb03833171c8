using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Gradients;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Gradients;

/// <summary>Networks with layers that keep buffers or draw masks.</summary>
public class NetworkGradientCheckLayerTests
{
    private const int Batch = 8;

    private static readonly CategoricalCrossEntropy<double> _loss = new();

    // As for NetworkGradientCheckLaws; the derivative by a bias before a batch normalization is 0 but for rounding.
    private static readonly GradientCheckOptions _options = new()
    {
        Method = DerivativeMethod.Richardson,
        Step = 1e-4,
        KinkTolerance = 1e-7,
        AbsoluteFloor = 1e-4,
    };

    private static Arbitrary<Stack> Stacks { get; } = (
        from blocks in Gen.Choose(0, 59).ArrayOf()
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new Stack([.. blocks.Take(3)], (uint)seed)).ToArbitrary();

    [Fact]
    public void Normalizations_and_dropout_pass_but_for_few_kinks_and_leave_no_trace()
    {
        int networks = 0, explained = 0;
        Laws.Check(
            Stacks,
            stack =>
            {
                Network<double> network = stack.Build();
                double[] parameters = network.Parameters.ToArray(), buffers = network.Buffers.ToArray();
                GradientCheckResult result = NetworkGradientCheck.Run(
                    network, stack.Inputs(), stack.Targets(), _loss, _options, l2Factor: 0.1, step: stack.Seed % 7);
                networks++;
                if (result.IsExplainedByKinks(1e-7)) explained++;
                else if (!result.Passes(1e-7)) return result.Describe();
                return Fault.IfBitsDiffer<double>(parameters, network.Parameters, "parameters")
                    ?? Fault.IfBitsDiffer<double>(buffers, network.Buffers, "buffers");
            },
            200);
        Assert.InRange(explained, 0, networks / 20);
    }

    [Theory]
    [InlineData(DerivativeMethod.Central)]
    [InlineData(DerivativeMethod.Richardson)]
    public void A_bias_before_a_batch_normalization_is_below_the_usual_floor(DerivativeMethod method)
    {
        Network<double> network = new NetworkBuilder<double>(2).Dense(3).BatchNorm().Dense(3).Softmax().Build();
        network.Initialize(new Orthogonal(), 1);
        Stack stack = new([], 4);

        GradientCheckOptions options = new() { Method = method };
        GradientCheckResult bare = NetworkGradientCheck.Run(
            network, stack.Inputs(), stack.Targets(), _loss, options with { AbsoluteFloor = 0 });
        GradientCheckResult floored = NetworkGradientCheck.Run(network, stack.Inputs(), stack.Targets(), _loss, options);

        TensorDifference bias = bare.Tensors.Single(tensor => tensor.Tensor.Name == "dense1.bias");
        Assert.True(bias.RelativeDifference > 0.5, bare.Describe());
        Assert.Equal(0, floored.Tensors.Single(tensor => tensor.Tensor.Name == "dense1.bias").RelativeDifference);
        Assert.True(floored.Passes(2e-7), floored.Describe());
        Assert.Contains("counted as 0: the derivatives of ", floored.Describe());

        // A fault in that bias is found, though its true derivative is below the floor.
        double[] gradients = [.. floored.Parameters.Select(parameter => parameter.Analytic)];
        gradients[network.Layout["dense1.bias"].Offset] = 1e-5;
        GradientCheckResult wrong = NetworkGradientCheck.Judge(
            network, stack.Inputs(), stack.Targets(), _loss, gradients, options);
        Assert.Equal("dense1.bias[0]", wrong.Worst.Name);
        Assert.False(wrong.Passes(2e-7));
    }

    [Fact]
    public void Masks_are_those_of_the_step_and_no_others()
    {
        Network<double> network = new NetworkBuilder<double>(2).Dense(6).Dropout(0.5, seed: 3).Dense(3).Softmax().Build();
        network.Initialize(new Orthogonal(), 1);
        Stack stack = new([], 4);
        double[] gradients = new double[network.ParameterCount];
        network.ComputeGradients(
            stack.Inputs(), stack.Targets(), _loss, network.CreateWorkspace(Batch, forTraining: true), gradients, step: 5);

        Assert.True(At(step: 5).Passes(2e-7));
        Assert.True(At(step: 6).IsRepeatable);
        Assert.False(At(step: 6).Passes(1e-2));

        GradientCheckResult At(long step) =>
            NetworkGradientCheck.Judge(network, stack.Inputs(), stack.Targets(), _loss, gradients, step: step);
    }

    /// <summary>Blocks of a dense layer, perhaps a normalization, an activation, perhaps dropout; a number says which.</summary>
    public sealed record Stack(int[] Blocks, uint Seed)
    {
        internal Network<double> Build()
        {
            NetworkBuilder<double> builder = new(2);
            foreach (int block in Blocks)
            {
                builder.Dense(2 + (block % 5), biases: new ScaledNormal(0.5));
                if (block % 3 == 1) builder.BatchNorm();
                if (block % 3 == 2) builder.LayerNorm(epsilon: 0.1);
                if (block % 2 == 0) builder.Sigmoid();
                else builder.ReLU();
                if (block % 4 > 1) builder.Dropout(0.7, Seed);
            }

            Network<double> network = builder.Dense(3).Softmax().Build();
            network.Initialize(new XavierNormal(), Seed);
            return network;
        }

        internal double[] Inputs()
        {
            double[] inputs = new double[2 * Batch];
            new NumPyRandom(Seed + 1).Normal<double>(inputs);
            return inputs;
        }

        internal double[] Targets() => [.. Enumerable.Range(0, Batch).Select(sample => (double)((sample + Seed) % 3))];

        public override string ToString() => $"blocks [{string.Join(", ", Blocks)}], seed {Seed}";
    }
}
