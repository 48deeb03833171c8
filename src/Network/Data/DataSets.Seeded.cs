using System.Numerics;
using SimdOptim.Randomness;

namespace SimdOptim.Data;

// Overloads that take a seed and draw from a new stream, like random_state=seed in scikit-learn.
public static partial class DataSets
{
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
