using SimdOptim.Randomness;

namespace SimdOptim.Tests.Randomness;

public class NumPyRandomArgumentTests
{
    private readonly NumPyRandom _random = new(0);

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(double.MinValue, double.MaxValue)]
    public void Uniform_refuses_a_range_that_is_not_finite(double low, double high)
    {
        double[] values = [7];
        Assert.Throws<ArgumentOutOfRangeException>(() => _random.Uniform<double>(values, low, high));
        AssertUntouched(values);
    }

    [Theory]
    [InlineData(double.NaN, 1, "mean")]
    [InlineData(double.NegativeInfinity, 1, "mean")]
    [InlineData(0, -0.1, "standardDeviation")]
    [InlineData(0, double.NaN, "standardDeviation")]
    [InlineData(0, double.PositiveInfinity, "standardDeviation")]
    public void Normal_names_the_parameter_it_refuses(double mean, double standardDeviation, string name)
    {
        double[] values = [7];
        Assert.Throws<ArgumentOutOfRangeException>(name, () => _random.Normal<double>(values, mean, standardDeviation));
        AssertUntouched(values);
    }

    [Fact]
    public void Only_float_and_double_are_drawn()
    {
        Assert.Throws<NotSupportedException>(() => _random.Uniform<Half>(new Half[1]));
        Assert.Throws<NotSupportedException>(() => _random.Normal<Half>(new Half[1]));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 2)]
    public void Integers_refuse_an_empty_range(int low, int high)
    {
        Assert.Throws<ArgumentOutOfRangeException>("highExclusive", () => _random.Integers(low, high));
        Assert.Throws<ArgumentOutOfRangeException>("highExclusive", () => _random.Integers(new int[1], low, high));
        Assert.Throws<ArgumentOutOfRangeException>("highExclusive", () => _random.Integers(new long[1], low, high));
        AssertUntouched();
    }

    [Fact]
    public void Rows_must_be_whole()
    {
        Assert.Throws<ArgumentOutOfRangeException>("columns", () => _random.ShuffleRows<int>(new int[4], 0));
        Assert.Equal(
            "items must have a length that is a multiple of 3; it has length 4. (Parameter 'items')",
            Assert.Throws<ArgumentException>(() => _random.ShuffleRows<int>(new int[4], 3)).Message);
        AssertUntouched();
    }

    [Fact]
    public void A_choice_must_be_possible()
    {
        Assert.Throws<ArgumentOutOfRangeException>("population", () => _random.Choice(new int[1], 0));
        Assert.Equal(
            "destination must not be longer than the 2 numbers to choose from without replacement; it has length 3. "
            + "(Parameter 'destination')",
            Assert.Throws<ArgumentException>(() => _random.Choice(new int[3], 2, replace: false)).Message);
        Assert.Throws<ArgumentException>("destination", () => _random.Choice(new int[3], [0.5, 0, 0.5], replace: false));
        AssertUntouched();
    }

    [Theory]
    [InlineData("probabilities must not be empty.")]
    [InlineData("probabilities must have a sum of 1; it is 0.9.", 0.5, 0.4)]
    [InlineData("probabilities must have a sum of 1; it is Infinity.", double.PositiveInfinity)]
    [InlineData("probabilities must not be negative or NaN; the one at index 1 is -0.5.", 1.5, -0.5)]
    [InlineData("probabilities must not be negative or NaN; the one at index 0 is NaN.", double.NaN, 1.0)]
    public void Probabilities_must_be_probabilities(string message, params double[] probabilities)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => _random.Choice(new int[1], probabilities));
        Assert.Equal(message + " (Parameter 'probabilities')", fault.Message);
        AssertUntouched();
    }

    private void AssertUntouched(params double[] values)
    {
        Assert.All(values, value => Assert.Equal(7, value));
        Assert.Equal(624, _random.StatePosition);
    }
}
