namespace SimdOptim.Charts;

/// <summary>The rectangle between the axes, and where in it a value stands.</summary>
public readonly record struct PlotArea(Rectangle Bounds, AxisScale XScale, AxisScale YScale)
{
    public double X(double value) => Bounds.X + XScale.Fraction(value) * Bounds.Width;

    public double Y(double value) => Bounds.Bottom - YScale.Fraction(value) * Bounds.Height;

    /// <summary>Whether both coordinates have a place inside the rectangle.</summary>
    public bool Contains(double x, double y) =>
        XScale.CanShow(x) && YScale.CanShow(y) && XScale.Fraction(x) is >= 0 and <= 1 && YScale.Fraction(y) is >= 0 and <= 1;
}
