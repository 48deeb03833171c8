using SimdOptim.Gradients;
using SimdOptim.Layers;

namespace SimdOptim.Experiments;

/// <summary>
/// The backward case of CS231n's notebook on batch normalization, 4 samples of 5 features from one stream. The samples are the
/// weights of a preceding layer, each selected by one input, so that their gradient is the gradient by the inputs.
/// </summary>
internal sealed class BatchNormGradients
{
    private const int Samples = 4, Features = 5, Count = Samples * Features;

    public BatchNormGradients(uint seed)
    {
        NumPyRandom random = new(seed);
        double[] x = [.. CourseInput.Normal(random, Samples, Features).Select(value => (5 * value) + 12)];
        double[] gamma = CourseInput.Normal(random, 1, Features), beta = CourseInput.Normal(random, 1, Features);
        double[] upstream = CourseInput.Normal(random, Samples, Features);
        double[] picks = [.. Enumerable.Range(0, Samples * Samples).Select(i => i % (Samples + 1) == 0 ? 1.0 : 0)];

        // With momentum 0 the running averages are those of the batch, so evaluation equals training.
        Network<double> network = new NetworkBuilder<double>(Samples)
            .Dense(Features).BatchNorm(new BatchNormOptions { Momentum = 0 }).Build();
        Workspace<double> workspace = network.CreateWorkspace(Samples, forTraining: true);
        double[] place = [.. x, .. new double[Features], .. gamma, .. beta];
        double[] gradients = new double[place.Length], scratch = new double[place.Length], targets = new double[Count];
        Cost(place, gradients);

        // The mean square of out - (out - n/2·g) has the derivative g by out.
        double[] outputs = network.Predict(picks, workspace).ToArray();
        for (int i = 0; i < Count; i++) targets[i] = outputs[i] - (Count / 2.0 * upstream[i]);
        Cost(place, gradients);
        Inputs = gradients[..Count];
        Gamma = gradients[^(2 * Features)..^Features];
        Beta = gradients[^Features..];

        GradientCheckOptions options = new() { Step = 1e-5 };
        GradientCheckResult result = GradientCheck.Run(Along, place, gradients, options);
        InputError = result.Parameters.Take(Count).Max(Error);

        static double Error(ParameterDifference p) => p.Difference / Math.Max(1e-8, Math.Abs(p.Analytic) + Math.Abs(p.Numerical));

        // Difference the changes of the outputs, not the outputs, which are much larger.
        double Along(ReadOnlySpan<double> parameters)
        {
            Cost(parameters, scratch);
            double sum = 0;
            ReadOnlySpan<double> changed = network.Predict(picks, workspace);
            for (int i = 0; i < Count; i++) sum += (changed[i] - outputs[i]) * upstream[i];
            return sum;
        }

        double Cost(ReadOnlySpan<double> parameters, double[] gradients)
        {
            parameters.CopyTo(network.Parameters);
            return network.ComputeGradients(picks, targets, new MeanSquaredError<double>(), workspace, gradients);
        }
    }

    /// <summary>The gradient by the inputs, <c>[samples, features]</c>.</summary>
    public double[] Inputs { get; }

    public double[] Gamma { get; }

    public double[] Beta { get; }

    /// <summary>The largest relative error of an element against central differences, as the notebook computes it.</summary>
    public double InputError { get; }
}
