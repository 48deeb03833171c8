using SimdOptim.Layers;

namespace SimdOptim.Experiments;

/// <summary>
/// The unit cases of the regularization notebook, 3-2-3-1 and five samples from a stream of seed 1. Its masks are drawn
/// from seed 1 in every pass, so that all passes are equal.
/// </summary>
internal sealed class RegularizedPass
{
    private const int Samples = 5;
    private const double Keep = 0.7;

    public RegularizedPass()
    {
        NumPyMask<double> mask = new(1, MaskOrder.FeaturesFirst);
        FirstMask = Mask(mask, 0, 2);
        SecondMask = Mask(mask, 1, 3);
        Network<double> network = new NetworkBuilder<double>(3)
            .Dense(2).ReLU().Dropout(Keep, mask).Dense(3).ReLU().Dropout(Keep, mask).Dense(1).Sigmoid().Build();
        NumPyRandom random = new(1);
        double[] inputs = CourseInput.Transpose(CourseInput.Normal(random, 3, Samples), Samples);
        double[] gradients = new double[network.ParameterCount];
        CourseInput.Draw(random, network);
        Workspace<double> workspace = network.CreateWorkspace(Samples, forTraining: true);

        // A sample's cross-entropy is softplus(z) - y·z, so changing y from 0 to 1 lowers the sum by the logit z.
        double without = Cost(new double[Samples]);
        Logits = [.. Enumerable.Range(0, Samples).Select(i => Samples * (without - Cost(Only(i))))];
        Probabilities = [.. Logits.Select(logit => 1 / (1 + Math.Exp(-logit)))];

        double Cost(double[] targets) =>
            network.ComputeGradients(inputs, targets, new BinaryCrossEntropy<double>(), workspace, gradients);

        static double[] Only(int sample) => [.. Enumerable.Range(0, Samples).Select(i => i == sample ? 1.0 : 0)];
    }

    /// <summary>The mask of the first dropout, <c>[features, samples]</c> as the notebook prints it.</summary>
    public double[] FirstMask { get; }

    public double[] SecondMask { get; }

    /// <summary>The inputs of the last sigmoid in training.</summary>
    public double[] Logits { get; }

    public double[] Probabilities { get; }

    /// <summary>The cross-entropy of five given probabilities plus the penalty of the weights of 3-2-3-1 at lambda 0.1.</summary>
    public static double CostWithL2()
    {
        double[] probabilities = [0.40682402, 0.01629284, 0.16722898, 0.10118111, 0.40682402], targets = [1, 1, 0, 1, 0];
        Network<double> last = new NetworkBuilder<double>(1).Dense(1).Sigmoid().Build();
        last.Parameters[0] = 1;
        double[] logits = [.. probabilities.Select(p => Math.Log(p / (1 - p)))];
        double crossEntropy = last.ComputeGradients(
            logits, targets, new BinaryCrossEntropy<double>(), last.CreateWorkspace(Samples, forTraining: true), new double[2]);

        Network<double> network = new NetworkBuilder<double>(3).Dense(2).ReLU().Dense(3).ReLU().Dense(1).Sigmoid().Build();
        CourseInput.Draw(new NumPyRandom(1), network);
        return crossEntropy + Cost(0.1) - Cost(0);

        double Cost(double lambda) => new Trainer<double>(
            network,
            DataSet<double>.Classification(new double[3 * Samples], targets, 3, 2),
            new BinaryCrossEntropy<double>(),
            Optimizer<double>.Create(default(Sgd), network.ParameterCount, 0),
            new TrainingOptions { BatchSize = 0, L2 = lambda }).TrainEpoch(0).Cost;
    }

    private static double[] Mask(NumPyMask<double> mask, uint layer, int features)
    {
        double[] drawn = new double[features * Samples]; // [samples, features]
        mask.Fill(drawn, Keep, new MaskPosition(0, layer, 0, features));
        return [.. CourseInput.Transpose(drawn, features).Select(x => x > 0 ? 1.0 : 0)];
    }
}
