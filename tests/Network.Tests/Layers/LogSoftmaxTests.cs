namespace SimdOptim.Tests.Layers;

public sealed class LogSoftmaxTests
{
    [Theory]
    [InlineData(1e4, -1e4, 0, 0, -2e4, -1e4)]
    [InlineData(8e307, -8e307, 0, 0, -1.6e308, -8e307)]
    [InlineData(double.MaxValue, double.MaxValue, double.MaxValue, -1.0986122886681098, -1.0986122886681098, -1.0986122886681098)]
    [InlineData(double.NegativeInfinity, 1, 1, double.NegativeInfinity, -0.6931471805599453, -0.6931471805599453)]
    [InlineData(double.NaN, 1, 2, double.NaN, double.NaN, double.NaN)]
    public void It_is_finite_where_differences_are(double x0, double x1, double x2, double y0, double y1, double y2)
    {
        LayerRun<double> run = new(new NetworkBuilder<double>(3).LogSoftmax().Build(), 1);
        new[] { x0, x1, x2 }.CopyTo(run.Inputs, 0);
        Array.Fill(run.OutputGradients, 1);
        run.Forward(isTraining: true);
        run.Backward();

        foreach ((double expected, double actual) in new[] { y0, y1, y2 }.Zip(run.Outputs)) Assert.Equal(expected, actual, 1e-15);
        Assert.Equal(double.IsNaN(x0), run.InputGradients.Any(double.IsNaN));
    }
}
