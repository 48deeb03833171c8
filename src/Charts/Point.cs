namespace SimdOptim.Charts;

/// <summary>A point in the plane, in whatever unit its owner says: pixels of the picture, or cells of a grid.</summary>
public readonly record struct Point(double X, double Y);
