using SimdOptim.Initializers;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Initializers;

public class InitializerTests
{
    private static readonly IInitializer[] _all =
    [
        new Zeros(), new Constant(-2.5), new ScaledNormal(10), new He(), new XavierNormal(), new XavierUniform(),
        new LeCunNormal(), new Orthogonal(2),
    ];

    public static TheoryData<Law> Laws =>
    [
        .. new InitializerLaws(_ => new Zeros()) { IsConstant = true },
        .. new InitializerLaws(draw => new Constant(draw.A - draw.B)) { IsConstant = true },
        .. new InitializerLaws(draw => new ScaledNormal(20 * draw.A)) { Variance = (draw, _, _) => 400 * draw.A * draw.A },
        .. new InitializerLaws(_ => new He()) { Variance = (_, fanIn, _) => 2.0 / fanIn },
        .. new InitializerLaws(_ => new LeCunNormal()) { Variance = (_, fanIn, _) => 1.0 / fanIn },
        .. new InitializerLaws(_ => new XavierNormal()) { Variance = (_, fanIn, fanOut) => 2.0 / (fanIn + fanOut) },
        .. new InitializerLaws(_ => new XavierUniform())
        {
            Variance = (_, fanIn, fanOut) => 2.0 / (fanIn + fanOut),
            Kurtosis = 1.8,
        },
        .. new InitializerLaws(draw => new Orthogonal(4 * draw.A)),
    ];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Holds(Law law) => law.Check();

    [Fact]
    public void Xavier_uniform_fills_its_interval()
    {
        double[] weights = new double[200 * 300];
        new XavierUniform().Fill(weights, 200, 300, DrawOrder.OutputsFirst, new NumPyRandom(5));
        double bound = Math.Sqrt(6.0 / (200 + 300));

        Assert.InRange(weights.Min(), -bound, -0.999 * bound);
        Assert.InRange(weights.Max(), 0.999 * bound, bound);
    }

    [Fact]
    public void A_constant_is_constant()
    {
        double[] weights = new double[6];
        new Constant(-2.5).Fill(weights, 2, 3, DrawOrder.OutputsFirst, new NumPyRandom(4));

        Assert.All(weights, weight => Assert.Equal(-2.5, weight));
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
}
