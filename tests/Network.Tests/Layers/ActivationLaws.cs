using System.Numerics;

namespace SimdOptim.Tests.Layers;

/// <summary>What holds of every function of a single value, beside the laws of layers.</summary>
public abstract class ActivationLaws : LayerLaws
{
    private static readonly LayerCase _anyShape = new(1, 1, 1, 1);

    /// <summary>Gets whether the function never falls.</summary>
    protected virtual bool IsMonotone => true;

    [Fact]
    public void What_is_no_number_stays_none()
    {
        Assert.All(Run<float>([.. Enumerable.Repeat(float.NaN, 17)]).Outputs, y => Assert.True(float.IsNaN(y)));
        Assert.All(Run<double>([.. Enumerable.Repeat(double.NaN, 17)]).Outputs, y => Assert.True(double.IsNaN(y)));
    }

    [Fact]
    public void Any_finite_input_has_a_finite_output_and_gradient()
    {
        AssertFinite<float>();
        AssertFinite<double>();
    }

    [Fact]
    public void It_rises_unless_it_is_known_to_dip()
    {
        double[] inputs = [.. Enumerable.Range(-5000, 10_001).Select(i => i / 100.0)];
        double[] outputs = Run(inputs).Outputs;
        double fall = outputs.Zip(outputs.Skip(1), (lower, upper) => lower - upper).Max();
        Assert.Equal(IsMonotone, fall <= 1e-15); // where it is flat, its last places may not agree
    }

    private void AssertFinite<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T large = T.CreateChecked(1e4), root = T.Sqrt(T.MaxValue);
        LayerRun<T> run = Run(
            [T.MaxValue, T.MinValue, large, -large, root, -root, T.Epsilon, -T.Epsilon, T.Zero, T.NegativeZero]);
        Assert.All(run.Outputs, y => Assert.True(T.IsFinite(y)));
        Assert.All(run.InputGradients, dx => Assert.InRange(double.CreateChecked(dx), -0.2, 1.2));
    }

    /// <summary>Runs the layer forward and, for output gradients of 1, backward.</summary>
    private protected LayerRun<T> Run<T>(T[] inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LayerRun<T> run = new(Add(new NetworkBuilder<T>(1), _anyShape).Build(), inputs.Length);
        inputs.CopyTo(run.Inputs, 0);
        Array.Fill(run.OutputGradients, T.One);
        run.Forward(isTraining: true);
        run.Backward();
        return run;
    }
}
