using SimdOptim.Gradients;

namespace SimdOptim.Tests.Gradients;

/// <summary>What the check of a whole network finds, whatever the layers, the batch and the loss.</summary>
public class NetworkGradientCheckLaws
{
    private const double Threshold = 1e-7;
    private const double L2Factor = 0.1;

    // The step is short, for a deep network has many corners; none may bend a derivative by more than the threshold unseen. A
    // cost's rounding of 1e-15 then comes to 1e-11 in a derivative, and to less than the threshold of those above the floor.
    private static readonly GradientCheckOptions _options = new()
    {
        Method = DerivativeMethod.Richardson,
        Step = 1e-4,
        KinkTolerance = Threshold,
        AbsoluteFloor = 1e-4,
    };

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, L2Factor)]
    public void The_gradients_of_a_network_pass_but_for_few_kinks(bool withOutput, double l2Factor)
    {
        int networks = 0, explained = 0;
        Laws.Check(
            RandomNetwork.Any,
            random =>
            {
                GradientCheckResult result = NetworkGradientCheck.Run(
                    random.Build<double>(withOutput),
                    random.Samples<double>(),
                    random.Targets<double>(),
                    random.Loss<double>(),
                    _options,
                    l2Factor);
                networks++;
                if (result.IsExplainedByKinks(Threshold)) explained++;
                else if (!result.Passes(Threshold)) return result.Describe();
                return null;
            },
            300);
        Assert.InRange(explained, 0, networks / 100);
    }

    [Fact]
    public void A_wrong_tensor_is_named_and_the_others_are_not() => Laws.Check(
        RandomNetwork.Any,
        random =>
        {
            Network<double> network = random.Build<double>(withOutput: true);
            double[] gradients = Gradients(random, network);
            ParameterTensor wrong = network.Layout.Tensors[random.Seed % network.Layout.Tensors.Count];
            double size = 0;
            foreach (ref double gradient in gradients.AsSpan(wrong.Range))
            {
                size = Math.Max(size, Math.Abs(gradient));
                gradient *= 2;
            }

            if (size < 1e-3) return null; // twice nothing is no fault
            GradientCheckResult result = NetworkGradientCheck.Judge(
                network, random.Samples<double>(), random.Targets<double>(), random.Loss<double>(), gradients, _options);
            return Fault.Unless(!result.Passes(Threshold), "it passes")
                ?? Fault.Unless(result.Kinks.Count > 0 || NamesAlone(result, wrong.Name), result.Describe());
        },
        200);

    [Fact]
    public void The_network_is_as_it_was() => Laws.Check(RandomNetwork.Any, random =>
    {
        Network<double> network = random.Build<double>(withOutput: false);
        double[] parameters = network.Parameters.ToArray(), gradients = Gradients(random, network);
        NetworkGradientCheck.Judge(
            network, random.Samples<double>(), random.Targets<double>(), random.Loss<double>(), gradients, l2Factor: L2Factor);
        return Fault.IfBitsDiffer<double>(parameters, network.Parameters, "parameters")
            ?? Fault.IfBitsDiffer<double>(gradients, Gradients(random, network), "gradients");
    });

    private static bool NamesAlone(GradientCheckResult result, string tensor) =>
        result.Worst.Tensor.Name == tensor
        && result.Tensors.All(other => other.RelativeDifference > 0.3 == (other.Tensor.Name == tensor));

    private static double[] Gradients(RandomNetwork random, Network<double> network)
    {
        double[] gradients = new double[network.ParameterCount];
        network.ComputeGradients(
            random.Samples<double>(),
            random.Targets<double>(),
            random.Loss<double>(),
            network.CreateWorkspace(random.Batch, forTraining: true),
            gradients);
        return gradients;
    }
}
