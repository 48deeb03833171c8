namespace SimdOptim.Tests.Simd;

public sealed class SingleWidthTests : WidthLaws<float>;

public sealed class DoubleWidthTests : WidthLaws<double>;
