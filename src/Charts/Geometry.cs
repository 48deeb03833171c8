namespace SimdOptim.Charts;

/// <summary>A point in the plane, in the unit of its owner: pixels of the picture or cells of a grid.</summary>
public readonly record struct Point(double X, double Y);

/// <summary>An axis-parallel rectangle in pixels; y grows downwards, as in SVG.</summary>
public readonly record struct Rectangle(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    /// <summary>The rectangle without a margin on each side; at least one pixel wide and high.</summary>
    public Rectangle Inset(double left, double top, double right, double bottom) =>
        new(X + left, Y + top, Math.Max(1, Width - left - right), Math.Max(1, Height - top - bottom));
}
