using SimdOptim.Initializers;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Initializers;

/// <summary>What every initializer keeps to, and the moments of those that draw independent numbers.</summary>
public class InitializerTests
{
    private const int FanIn = 200;
    private const int FanOut = 300;
    private const double Count = FanIn * FanOut;

    private static readonly IInitializer[] _all =
    [
        new Zeros(), new Constant(-2.5), new ScaledNormal(10), new He(), new XavierNormal(), new XavierUniform(),
        new LeCunNormal(), new Orthogonal(2),
    ];

    /// <summary>Within five standard errors, which chance exceeds once in a million seeds.</summary>
    [Theory]
    [InlineData("normal", 100.0, 3)]
    [InlineData("he", 2.0 / FanIn, 3)]
    [InlineData("lecun", 1.0 / FanIn, 3)]
    [InlineData("xavier-normal", 2.0 / (FanIn + FanOut), 3)]
    [InlineData("xavier-uniform", 2.0 / (FanIn + FanOut), 1.8)]
    public void Mean_variance_and_kurtosis_are_those_of_the_formula(string name, double variance, double kurtosis)
    {
        IInitializer initializer = name switch
        {
            "normal" => new ScaledNormal(10),
            "he" => new He(),
            "lecun" => new LeCunNormal(),
            "xavier-normal" => new XavierNormal(),
            _ => new XavierUniform(),
        };
        double[] weights = Draw(initializer, seed: 11);

        Assert.InRange(weights.Average(), -5 * Math.Sqrt(variance / Count), 5 * Math.Sqrt(variance / Count));
        double measured = weights.Average(w => w * w);
        double error = Math.Sqrt((kurtosis - 1) / Count);
        Assert.InRange(measured / variance, 1 - (5 * error), 1 + (5 * error));
        Assert.Equal(kurtosis, weights.Average(w => w * w * w * w) / (measured * measured), 0.1);
    }

    [Fact]
    public void Xavier_uniform_fills_its_interval()
    {
        double[] weights = Draw(new XavierUniform(), seed: 5);
        double bound = Math.Sqrt(6.0 / (FanIn + FanOut));

        Assert.InRange(weights.Min(), -bound, -0.999 * bound);
        Assert.InRange(weights.Max(), 0.999 * bound, bound);
    }

    [Fact]
    public void A_constant_is_constant_and_draws_nothing()
    {
        NumPyRandom random = new(4);
        double[] weights = new double[6];
        new Constant(-2.5).Fill(weights, 2, 3, DrawOrder.OutputsFirst, random);

        Assert.All(weights, weight => Assert.Equal(-2.5, weight));
        Assert.Equal(new NumPyRandom(4).NextUInt32(), random.NextUInt32());
    }

    [Fact]
    public void A_seed_decides_everything()
    {
        foreach (IInitializer initializer in _all)
        {
            Assert.Equal(Draw(initializer, seed: 8), Draw(initializer, seed: 8));
            if (initializer is not (Zeros or Constant)) Assert.NotEqual(Draw(initializer, seed: 8), Draw(initializer, seed: 9));
        }
    }

    [Fact]
    public void An_initializer_names_a_wrong_argument()
    {
        NumPyRandom random = new(0);
        double[] weights = [1, 2, 3, 4, 5, 6];
        foreach (IInitializer initializer in _all)
        {
            Assert.Throws<ArgumentNullException>("random", () => Fill(2, 3, DrawOrder.OutputsFirst, null!));
            Assert.Throws<ArgumentOutOfRangeException>("fanIn", () => Fill(0, 3, DrawOrder.OutputsFirst, random));
            Assert.Throws<ArgumentOutOfRangeException>("fanOut", () => Fill(2, 0, DrawOrder.OutputsFirst, random));
            Assert.Throws<ArgumentOutOfRangeException>("fanOut", () => Fill(65536, 65536, DrawOrder.OutputsFirst, random));
            Assert.Throws<ArgumentOutOfRangeException>("order", () => Fill(2, 3, (DrawOrder)2, random));
            Assert.Throws<ArgumentException>("weights", () => Fill(2, 2, DrawOrder.OutputsFirst, random));

            void Fill(int fanIn, int fanOut, DrawOrder order, NumPyRandom from) =>
                initializer.Fill(weights, fanIn, fanOut, order, from);
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], weights);
        Assert.Equal(new NumPyRandom(0).NextUInt32(), random.NextUInt32());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-1.0)]
    public void A_number_outside_its_range_is_named(double number)
    {
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => new ScaledNormal(number));
        Assert.Throws<ArgumentOutOfRangeException>("gain", () => new Orthogonal(number));
        if (!double.IsFinite(number)) Assert.Throws<ArgumentOutOfRangeException>("value", () => new Constant(number));
    }

    private static double[] Draw(IInitializer initializer, uint seed)
    {
        double[] weights = new double[FanIn * FanOut];
        initializer.Fill(weights, FanIn, FanOut, DrawOrder.OutputsFirst, new NumPyRandom(seed));
        return weights;
    }
}
