namespace SimdOptim.Benchmarks.Works;

/// <summary>
/// Numbers that every contestant can compute in its own language, so that all start with the same values: a hash of an index
/// (with the multipliers of xxHash), as a fraction of 2³².
/// </summary>
internal static class SharedNumbers
{
    /// <summary>The stream of the inputs. The stream of the weights of layer i is i + 1.</summary>
    public const int Inputs = 0;

    /// <summary>The stream of the targets.</summary>
    public const int Targets = 64;

    /// <summary>Returns numbers in [0, 1), shifted and scaled: <c>scale·(u - offset)</c>.</summary>
    public static float[] Make(int count, int stream, double offset = 0, double scale = 1)
    {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = (float)(scale * (Uniform(i, stream) - offset));
        return numbers;
    }

    private static double Uniform(int index, int stream)
    {
        unchecked
        {
            uint x = ((uint)index + ((uint)stream << 24)) * 2654435761;
            x ^= x >> 15;
            x *= 2246822519;
            x ^= x >> 13;
            return x / 4294967296.0;
        }
    }
}
