namespace SimdOptim.Tests.Concurrency;

public sealed class SingleSharedNetworkLaws : SharedNetworkLaws<float>;
