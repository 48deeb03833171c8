namespace SimdOptim.Tests.Simd;

public sealed class SingleReductionsTests : ReductionsLaws<float>;

public sealed class DoubleReductionsTests : ReductionsLaws<double>;
