using System.Numerics;
using SimdOptim.Data;

namespace SimdOptim.BitProbe;

/// <summary>Two interleaving half circles of rational points: x = (1-u²)/(1+u²), y = 2u/(1+u²).</summary>
internal static class Moons
{
    public static DataSet<T> Create<T>(int count, Numbers numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] place = numbers.Uniform<double>(count), noise = numbers.Uniform<double>(2 * count, 0.25);
        T[] features = new T[2 * count], targets = new T[count];
        for (int i = 0; i < count; i++)
        {
            // u in [-1, 1] gives the right half circle, which is rotated to the upper one.
            double u = place[i], x = 2 * u / (1 + (u * u)), y = (1 - (u * u)) / (1 + (u * u));
            bool isLower = i % 2 == 1;
            features[2 * i] = T.CreateChecked((isLower ? 1 - x : x) + noise[2 * i]);
            features[(2 * i) + 1] = T.CreateChecked((isLower ? 0.5 - y : y) + noise[(2 * i) + 1]);
            targets[i] = isLower ? T.One : T.Zero;
        }

        return DataSet<T>.Classification(features, targets, 2, 2);
    }
}
