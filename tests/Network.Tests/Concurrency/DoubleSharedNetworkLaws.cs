namespace SimdOptim.Tests.Concurrency;

public sealed class DoubleSharedNetworkLaws : SharedNetworkLaws<double>;
