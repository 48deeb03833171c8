using SimdOptim.Randomness;

namespace SimdOptim.Tests.Randomness;

public class NumPyRandomAllocationTests
{
    [Fact]
    public void Nothing_but_the_constructor_allocates()
    {
        NumPyRandom random = new(1), other = new(2);
        double[] doubles = new double[1000], probabilities = [0.25, 0.5, 0.25];
        float[] floats = new float[1000];
        int[] integers = new int[300], few = new int[2];
        long[] longs = new long[300];
        string[] items = new string[100];

        void DrawEverything()
        {
            random.Seed(11);
            random.Uniform<double>(doubles, -1, 1);
            random.Uniform<float>(floats);
            random.Normal<double>(doubles);
            random.Normal<float>(floats, 1, 2);
            random.Integers(integers, 0, 100);
            random.Integers(longs, 0, 1L << 40);
            random.Permutation(integers);
            random.Shuffle<string>(items);
            random.ShuffleRows<float>(floats, 10);
            random.Choice(few, 100);
            random.Choice(few, 100, replace: false);
            random.Choice(few, probabilities);
            random.Choice(few, probabilities, replace: false);
            random.NextNormal();
            other.RestoreState(random.StateWords, random.StatePosition, random.CachedNormal);
        }

        for (int i = 0; i < 3; i++) DrawEverything();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) DrawEverything();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
