namespace SimdOptim.Gradients;

/// <summary>The values of a function of one variable on both sides of a point.</summary>
internal readonly struct Stencil
{
    public Stencil(Func<double, double> function, double x, double step)
    {
        Step = step;
        Right = function(x + step);
        Left = function(x - step);
    }

    public double Step { get; }

    public double Right { get; }

    public double Left { get; }

    /// <summary><c>D(h) = (f(x + h) - f(x - h)) / 2h</c></summary>
    public double Derivative => (Right - Left) / (2 * Step);

    /// <summary>The slope on the right minus the slope on the left: <c>h·f″</c> where f is smooth.</summary>
    public double SlopeGap(double center) => ((Right - center) - (center - Left)) / Step;

    /// <summary>The sum of the magnitudes of both slopes.</summary>
    public double SlopeSize(double center) => (Math.Abs(Right - center) + Math.Abs(center - Left)) / Step;

    /// <summary>The largest of the three values.</summary>
    public double Magnitude(double center) => Math.Max(Math.Abs(center), Math.Max(Math.Abs(Right), Math.Abs(Left)));

    public static DerivativeEstimate Extrapolate(Stencil whole, Stencil half)
    {
        double correction = (half.Derivative - whole.Derivative) / 3;
        return new(half.Derivative + correction, Math.Abs(correction));
    }
}
