using SimdOptim.Simd;

namespace SimdOptim.Tests.Simd;

/// <summary>Checks the Euclidean norm over the whole range of both types.</summary>
public sealed class NormTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-149)]
    [InlineData(-130)]
    [InlineData(-64)]
    [InlineData(-47)]
    [InlineData(-44)]
    [InlineData(62)]
    [InlineData(125)]
    public void Three_four_five_in_single_precision_at_any_scale(int exponent)
    {
        float scale = MathF.ScaleB(1, exponent);
        Assert.Equal(5 * (double)scale, Reductions.Norm<float>([3 * scale, -4 * scale]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1074)]
    [InlineData(-1030)]
    [InlineData(-530)]
    [InlineData(-493)]
    [InlineData(-488)]
    [InlineData(510)]
    [InlineData(1021)]
    public void Three_four_five_in_double_precision_at_any_scale(int exponent)
    {
        double scale = Math.ScaleB(1, exponent);
        Assert.Equal(5 * scale, Reductions.Norm<double>([3 * scale, -4 * scale]));
    }

    [Fact]
    public void A_norm_in_single_precision_may_exceed_the_type() =>
        Assert.Equal(2 * (double)float.MaxValue, Reductions.Norm<float>([.. Enumerable.Repeat(float.MaxValue, 4)]), 1e32);

    [Fact]
    public void A_norm_in_double_precision_that_exceeds_the_type_is_infinite() =>
        Assert.Equal(double.PositiveInfinity, Reductions.Norm<double>([double.MaxValue, double.MaxValue]));

    [Fact]
    public void Scaling_by_a_power_of_two_scales_the_norm_across_every_path()
    {
        float[] x = Samples.Uniform<float>(1000, 1);
        double norm = Reductions.Norm<float>(x);
        for (int exponent = -100; exponent <= 120; exponent += 4)
        {
            float[] scaled = [.. x.Select(v => MathF.ScaleB(v, exponent))];
            Assert.InRange(Reductions.Norm<float>(scaled) / Math.ScaleB(norm, exponent), 1 - 2e-6, 1 + 2e-6);
        }
    }

    [Fact]
    public void Norms_of_special_values()
    {
        Same.AssertBits(0, Reductions.Norm<float>([]), "empty");
        Same.AssertBits(0, Reductions.Norm<double>([-0.0, 0]), "zeros");
        Same.AssertBits(double.PositiveInfinity, Reductions.Norm<float>([1, float.NegativeInfinity]), "infinity");
        Same.AssertBits(double.NaN, Reductions.Norm<double>([1, double.NaN, double.PositiveInfinity]), "NaN");
        Same.AssertBits(double.NaN, Reductions.Norm<float>([float.NaN]), "NaN alone");
    }
}
