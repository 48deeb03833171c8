using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers;

/// <summary>The bias of averages depends on the step alone, however one came to it.</summary>
public sealed class BiasCorrectionTests
{
    private static readonly double[] _betas = [0, 1e-200, 0.1, 0.5, 0.9, 0.999, 0.99999, 1 - 1e-12];

    [Fact]
    public void From_step_to_step_it_has_the_bits_that_it_has_at_once()
    {
        foreach (double beta in _betas)
        {
            BiasCorrection walking = default;
            for (long step = 1; step < 1000; step++) Assert.Equal(default(BiasCorrection).At(beta, step), walking.At(beta, step));
        }
    }

    [Fact]
    public void Going_back_gives_the_bits_that_were_there()
    {
        BiasCorrection walking = default;
        foreach (long step in (long[])[70, 71, 70, 1, 2, 64, 65, 63, 64, 64, 128, 129, 1L << 40, (1L << 40) + 1, 3])
            Assert.Equal(default(BiasCorrection).At(0.99, step), walking.At(0.99, step));
    }

    [Fact]
    public void It_is_one_less_a_power()
    {
        foreach (double beta in _betas)
        {
            foreach (long step in (long[])[1, 2, 3, 10, 63, 64, 65, 1000, 12_345, 1_000_000, 1L << 50])
            {
                double power = Math.Pow(beta, step), bound = double.ScaleB(power, -51); // a few of the last place
                Assert.InRange(default(BiasCorrection).At(beta, step) - (1 - power), -bound, bound);
            }
        }
    }

    [Fact]
    public void Of_what_is_no_average_there_is_none() => Assert.Equal(1, default(BiasCorrection).At(1, 17));
}
