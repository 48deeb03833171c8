using SimdOptim.Losses;

namespace SimdOptim.Tests.Losses;

/// <summary>
/// The cost with regularization of deeplearning.ai's course 2, week 1, whose test case gives the activations themselves.
/// </summary>
public class CourseL2PenaltyTests
{
    private const double Lambda =
        0.1, CrossEntropy = 1.6025016047573226, Penalty = 0.18398434040175324, Cost = 1.7864859451590758;

    private readonly double[] _activations = [0.40682402, 0.01629284, 0.16722898, 0.10118111, 0.40682402];
    private readonly double[] _labels = [1, 1, 0, 1, 0];
    private readonly Dictionary<string, double[]> _parameters = new()
    {
        ["dense1.weight"] =
            [1.6243453636632417, -0.6117564136500754, -0.5281717522634557, -1.0729686221561705, 0.8654076293246785, -2.3015386968802827],
        ["dense1.bias"] = [1.74481176421648, -0.7612069008951028],
        ["dense2.weight"] =
            [0.31903909605709857, -0.2493703754774101, 1.462107937044974, -2.060140709497654, -0.3224172040135075, -0.38405435466841564],
        ["dense2.bias"] = [1.1337694423354374, -1.0998912673140309, -0.17242820755043575],
        ["dense3.weight"] = [-0.8778584179213718, 0.04221374671559283, 0.5828152137158222],
        ["dense3.bias"] = [-1.1006191772129212],
    };

    [Fact]
    public void Cost_is_cross_entropy_and_penalty()
    {
        Network<double> network = new NetworkBuilder<double>(3).Dense(2).ReLU().Dense(3).ReLU().Dense(1).Sigmoid().Build();
        Golden.SetParameters(network, tensor => _parameters[tensor]);
        double[] logits = [.. _activations.Select(a => Math.Log(a / (1 - a)))];

        double crossEntropy = new BinaryCrossEntropy<double>().Evaluate(logits, _labels, 1, new double[5]);
        double penalty = L2Penalty.Add<double>(
            network.Layout, network.Parameters, new double[network.ParameterCount], Lambda / _labels.Length);

        Golden.AssertNear([CrossEntropy, Penalty, Cost], [crossEntropy, penalty, crossEntropy + penalty], 1e-12, 1e-14);
    }
}
