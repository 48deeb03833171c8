namespace SimdOptim.Tests.Simd;

public sealed class SingleElementaryFunctionsTests : ElementaryFunctionsLaws<float>
{
    protected override float LargestExponent => 88.72283f;

    protected override float SmallestExponent => -103.97208f;
}

public sealed class DoubleElementaryFunctionsTests : ElementaryFunctionsLaws<double>
{
    protected override double LargestExponent => 709.782712893384;

    protected override double SmallestExponent => -745.1332191019411;
}
