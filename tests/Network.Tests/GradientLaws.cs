using SimdOptim.Activations;
using SimdOptim.Layers;
using SimdOptim.Losses;

namespace SimdOptim.Tests;

/// <summary>The gradients against difference quotients, whatever the network.</summary>
public class GradientLaws
{
    private const double Step = 1e-3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_are_the_limit_of_central_differences(bool withOutput) =>
        Laws.Check(RandomNetwork.Any, random =>
        {
            Check check = new(random, withOutput);
            double difference = 0, size = 0;
            for (int i = 0; i < check.Network.ParameterCount; i++)
            {
                if (check.Differentiate(i) is not { } expected) continue;
                difference += Square(expected - check.Gradients[i]);
                size += Square(expected) + Square(check.Gradients[i]);
            }

            // Below 1e-11 the differences themselves are nothing but rounding.
            return Fault.IfFar(0, Math.Sqrt(difference), "difference", Math.Max(1e-7 * Math.Sqrt(size), 1e-11));
        }, 300);

    private static double Square(double x) => x * x;

    private sealed class Check
    {
        private readonly double[] _samples;
        private readonly double[] _targets;
        private readonly Loss<double> _loss;
        private readonly Workspace<double> _workspace;
        private readonly double[] _ignored;
        private readonly bool[] _active;

        public Check(RandomNetwork random, bool withOutput)
        {
            Network = random.Build<double>(withOutput);
            _samples = random.Samples<double>();
            _targets = random.Targets<double>();
            _loss = random.Loss<double>();
            _workspace = Network.CreateWorkspace(random.Batch, forTraining: true);
            Gradients = new double[Network.ParameterCount];
            _ignored = new double[Network.ParameterCount];
            Array.Fill(Gradients, double.NaN); // overwritten, not added to
            Network.ComputeGradients(_samples, _targets, _loss, _workspace, Gradients);
            _active = [.. ActiveUnits()];
        }

        public Network<double> Network { get; }

        public double[] Gradients { get; }

        /// <summary>
        /// The five-point difference quotient by one parameter, or null if a rectified unit has its kink in between.
        /// </summary>
        public double? Differentiate(int parameter)
        {
            double? near = Difference(parameter, Step), far = Difference(parameter, 2 * Step);
            return ((8 * near) - far) / (12 * Step);
        }

        private double? Difference(int parameter, double step)
        {
            ref double value = ref Network.Parameters[parameter];
            double before = value;
            value = before + step;
            double? above = Cost();
            value = before - step;
            double? below = Cost();
            value = before;
            return above - below;
        }

        private double? Cost()
        {
            double cost = Network.ComputeGradients(_samples, _targets, _loss, _workspace, _ignored);
            return ActiveUnits().SequenceEqual(_active) ? cost : null;
        }

        private IEnumerable<bool> ActiveUnits() =>
            from layer in Enumerable.Range(0, Network.Layers.Count)
            where Network.Layers[layer] is Activation<double, ReLU> or Activation<double, LeakyReLU> or Activation<double, Elu>
            from value in _workspace.Plan.GetActivations(layer, _targets.Length).ToArray()
            select value > 0;
    }
}
