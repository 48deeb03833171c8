namespace SimdOptim.Experiments;

/// <summary>
/// Our own data set, modelled on the football field of the regularization notebook: points in a square, of class 1 above the
/// diagonal and 0 below it, except for noise in the measured height, so that no boundary is right everywhere.
/// </summary>
internal static class NoisyField
{
    /// <summary>Draws points uniform in [-1, 1)², of class 1 where <c>y + noise·z > x</c>.</summary>
    /// <param name="seed">The seed of the stream.</param>
    /// <param name="samples">The number of samples, at least 1.</param>
    /// <param name="noise">The standard deviation of the noise.</param>
    public static DataSet<double> Draw(uint seed, int samples, double noise)
    {
        NumPyRandom random = new(seed);
        double[] features = new double[2 * samples], targets = new double[samples];
        random.Uniform(features.AsSpan(), -1, 1);
        for (int i = 0; i < samples; i++)
        {
            double height = features[(2 * i) + 1] + (noise * random.NextNormal());
            targets[i] = height > features[2 * i] ? 1 : 0;
        }

        return DataSet<double>.Classification(features, targets, 2, 2);
    }
}
