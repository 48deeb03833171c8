using SimdOptim.Simd;

namespace SimdOptim.Tests.Simd;

public sealed class ScalarVectorOfSingleTests : SimdVectorLaws<ScalarVector<float>, float>;

public sealed class ScalarVectorOfDoubleTests : SimdVectorLaws<ScalarVector<double>, double>;

public sealed class VariableVectorOfSingleTests : SimdVectorLaws<VariableVector<float>, float>;

public sealed class VariableVectorOfDoubleTests : SimdVectorLaws<VariableVector<double>, double>;

public sealed class WideVectorOfSingleTests : SimdVectorLaws<WideVector<float>, float>;

public sealed class WideVectorOfDoubleTests : SimdVectorLaws<WideVector<double>, double>;
