using SimdOptim.Randomness;

namespace SimdOptim.Data;

/// <summary>
/// Generates well-known toy problems from a <see cref="NumPyRandom"/>. In double they are bit-identical to those of scikit-learn
/// 1.2 and the nnfs book; in float they are those values rounded.
/// </summary>
/// <remarks>
/// Each generator draws exactly as many numbers as the original, so an experiment may go on drawing from the same stream.
/// <see cref="Math.Sin"/> and <see cref="Math.Cos"/> call the C library, and so does NumPy unless it has its own vector kernels
/// (the wheels for AVX-512); then the last bit may differ.
/// </remarks>
public static class DataSets
{
    /// <summary>
    /// Draws two interleaving half circles (scikit-learn's <c>make_moons</c>): (cos t, sin t) for class 0 and
    /// (1 - cos t, 0.5 - sin t) for class 1, with t evenly spaced in [0, π]; in random order, plus normal noise.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="samples">The number of samples, at least 1; half of them, rounded down, have class 0.</param>
    /// <param name="noise">The standard deviation of the noise, not negative; 0 draws none (<c>noise=None</c>).</param>
    /// <returns>A data set with 2 features and 2 classes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="samples"/> is below 1, or <paramref name="noise"/> is negative or not finite.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static DataSet<T> Moons<T>(NumPyRandom random, int samples, double noise = 0.0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TwoCurves<T>(
            random, samples, noise, (count, i) => Spaced(0, Math.PI, count, i),
            t => (Math.Cos(t), Math.Sin(t)), t => (1 - Math.Cos(t), 1 - Math.Sin(t) - 0.5));

    /// <summary>
    /// Draws a circle within a circle (scikit-learn's <c>make_circles</c>): (cos t, sin t) for class 0 and
    /// factor·(cos t, sin t) for class 1, with t evenly spaced in [0, 2π); in random order, plus normal noise.
    /// </summary>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="samples">The number of samples, at least 1; half of them, rounded down, have class 0.</param>
    /// <param name="noise">The standard deviation of the noise, not negative; 0 draws none (<c>noise=None</c>).</param>
    /// <param name="factor">The radius of the inner circle, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is outside [0, 1].</exception>
    /// <inheritdoc cref="Moons{T}(NumPyRandom, int, double)" path="/typeparam|/returns|/exception"/>
    public static DataSet<T> Circles<T>(NumPyRandom random, int samples, double noise = 0.0, double factor = 0.8)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfOutside(0, 1, factor);
        return TwoCurves<T>(
            random, samples, noise, (count, i) => SpacedHalfOpen(0, 2 * Math.PI, count, i),
            t => (Math.Cos(t), Math.Sin(t)), t => (Math.Cos(t) * factor, Math.Sin(t) * factor));
    }

    /// <summary>
    /// Draws a normally distributed cluster for each class, in random order (scikit-learn's <c>make_blobs</c>). The coordinates
    /// of each center are uniform in [-10, 10); a sample is its center plus clusterStandardDeviation·z, with z normal.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="samples">The number of samples, at least 1, divided evenly; the first classes get the remainder.</param>
    /// <param name="features">The number of features, at least 1.</param>
    /// <param name="centers">The number of clusters and classes, at least 2.</param>
    /// <param name="clusterStandardDeviation">The standard deviation of each coordinate, finite and not negative.</param>
    /// <returns>A data set with <paramref name="features"/> features and <paramref name="centers"/> classes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="samples"/> or <paramref name="features"/> is below 1, their product exceeds the maximum array length,
    /// <paramref name="centers"/> is below 2, or <paramref name="clusterStandardDeviation"/> is negative or not finite.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static DataSet<T> Blobs<T>(
        NumPyRandom random, int samples, int features = 2, int centers = 3, double clusterStandardDeviation = 1.0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(centers, 2);
        Throw.IfNegativeOrNotFinite(clusterStandardDeviation);
        Points<T> points = new(random, samples, features, clusterStandardDeviation);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(centers, Array.MaxLength / features);
        double[] center = new double[centers * features]; // [centers, features]
        random.Uniform<double>(center, -10, 10);
        for (int c = 0; c < centers; c++)
        {
            int size = samples / centers + (c < samples % centers ? 1 : 0);
            for (int i = 0; i < size; i++)
                points.AddNormal(c, center.AsSpan(c * features, features), clusterStandardDeviation);
        }

        points.Shuffle();
        return points.ToDataSet(centers);
    }

    /// <summary>
    /// Draws an arm of a spiral for each class c, sorted by class (<c>spiral_data</c> of the nnfs book, after CS231n): the points
    /// (r·sin 2.5t, r·cos 2.5t), with r evenly spaced in [0, 1] and t evenly spaced in [4c, 4(c + 1)] plus 0.2·z, z normal.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="samplesPerClass">The number of samples of each class, at least 1.</param>
    /// <param name="classes">The number of arms and classes, at least 2.</param>
    /// <returns>A data set with 2 features and <paramref name="classes"/> classes, sorted by class.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="samplesPerClass"/> is below 1, <paramref name="classes"/> is below 2, or twice their product exceeds
    /// the maximum array length.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static DataSet<T> Spiral<T>(NumPyRandom random, int samplesPerClass, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samplesPerClass, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, Array.MaxLength / samplesPerClass);
        Points<T> points = new(random, samplesPerClass * classes, 2, noise: 0);
        for (int c = 0; c < classes; c++)
        {
            for (int i = 0; i < samplesPerClass; i++)
            {
                double radius = Spaced(0, 1, samplesPerClass, i);
                double angle = (Spaced(4.0 * c, 4.0 * (c + 1), samplesPerClass, i) + random.NextNormal() * 0.2) * 2.5;
                points.Add(c, (radius * Math.Sin(angle), radius * Math.Cos(angle)));
            }
        }

        return points.ToDataSet(classes);
    }

    /// <summary>
    /// Draws the exclusive or of two signs: points uniform in [-1, 1)², plus normal noise. Before the noise, points with exactly
    /// one coordinate above 0 have class 1, all others class 0.
    /// </summary>
    /// <param name="random">The stream to draw from: all coordinates, row-major, then all noise, row-major.</param>
    /// <param name="samples">The number of samples, at least 1.</param>
    /// <param name="noise">The standard deviation of the noise, not negative; 0 draws none.</param>
    /// <inheritdoc cref="Moons{T}(NumPyRandom, int, double)" path="/typeparam|/returns|/exception"/>
    public static DataSet<T> Xor<T>(NumPyRandom random, int samples, double noise = 0.0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Points<T> points = new(random, samples, 2, noise);
        Span<double> point = stackalloc double[2];
        for (int i = 0; i < samples; i++)
        {
            random.Uniform(point, -1, 1);
            points.Add(point[0] > 0 != point[1] > 0 ? 1 : 0, (point[0], point[1]));
        }

        points.AddNoise(noise);
        return points.ToDataSet(2);
    }

    /// <summary>Draws half of the samples, rounded down, from one curve and the others from another; each is given t.</summary>
    private static DataSet<T> TwoCurves<T>(
        NumPyRandom random, int samples, double noise, Func<int, int, double> t,
        Func<double, (double X, double Y)> first, Func<double, (double X, double Y)> second)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Points<T> points = new(random, samples, 2, noise);
        int half = samples / 2;
        for (int i = 0; i < half; i++) points.Add(0, first(t(half, i)));
        for (int i = 0; i < samples - half; i++) points.Add(1, second(t(samples - half, i)));
        points.Shuffle();
        points.AddNoise(noise);
        return points.ToDataSet(2);
    }

    // NumPy's linspace(start, stop, count)[index]; the last element is exactly stop.
    private static double Spaced(double start, double stop, int count, int index) =>
        index > 0 && index == count - 1 ? stop : SpacedHalfOpen(start, stop, Math.Max(count - 1, 1), index);

    // NumPy's linspace(start, stop, count, endpoint=False)[index].
    private static double SpacedHalfOpen(double start, double stop, int count, int index) =>
        index * ((stop - start) / count) + start;

    // Overloads that take a seed and draw from a new stream, like random_state=seed in scikit-learn.

    /// <summary>
    /// <see cref="Moons{T}(NumPyRandom, int, double)"/> with a new stream from <paramref name="seed"/>.
    /// </summary>
    /// <inheritdoc cref="Moons{T}(NumPyRandom, int, double)" path="/*[not(self::summary)]"/>
    public static DataSet<T> Moons<T>(uint seed, int samples, double noise = 0.0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Moons<T>(new NumPyRandom(seed), samples, noise);

    /// <summary>
    /// <see cref="Circles{T}(NumPyRandom, int, double, double)"/> with a new stream from <paramref name="seed"/>.
    /// </summary>
    /// <inheritdoc cref="Circles{T}(NumPyRandom, int, double, double)" path="/*[not(self::summary)]"/>
    public static DataSet<T> Circles<T>(uint seed, int samples, double noise = 0.0, double factor = 0.8)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Circles<T>(new NumPyRandom(seed), samples, noise, factor);

    /// <summary>
    /// <see cref="Blobs{T}(NumPyRandom, int, int, int, double)"/> with a new stream from <paramref name="seed"/>.
    /// </summary>
    /// <inheritdoc cref="Blobs{T}(NumPyRandom, int, int, int, double)" path="/*[not(self::summary)]"/>
    public static DataSet<T> Blobs<T>(
        uint seed, int samples, int features = 2, int centers = 3, double clusterStandardDeviation = 1.0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Blobs<T>(new NumPyRandom(seed), samples, features, centers, clusterStandardDeviation);

    /// <summary>
    /// <see cref="Spiral{T}(NumPyRandom, int, int)"/> with a new stream from <paramref name="seed"/>.
    /// </summary>
    /// <inheritdoc cref="Spiral{T}(NumPyRandom, int, int)" path="/*[not(self::summary)]"/>
    public static DataSet<T> Spiral<T>(uint seed, int samplesPerClass, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Spiral<T>(new NumPyRandom(seed), samplesPerClass, classes);

    /// <summary>
    /// <see cref="Xor{T}(NumPyRandom, int, double)"/> with a new stream from <paramref name="seed"/>.
    /// </summary>
    /// <inheritdoc cref="Xor{T}(NumPyRandom, int, double)" path="/*[not(self::summary)]"/>
    public static DataSet<T> Xor<T>(uint seed, int samples, double noise = 0.0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Xor<T>(new NumPyRandom(seed), samples, noise);
}
