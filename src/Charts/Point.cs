namespace SimdOptim.Charts;

/// <summary>A point in the plane, in the unit of its owner: pixels of the picture or cells of a grid.</summary>
public readonly record struct Point(double X, double Y);
