namespace SimdOptim.Tests.Optimizers.Rules;

public sealed class SingleSgdTests : SgdLaws<float>;

public sealed class DoubleSgdTests : SgdLaws<double>;

public sealed class SingleMomentumTests : MomentumLaws<float>;

public sealed class DoubleMomentumTests : MomentumLaws<double>;

public sealed class SingleAveragedMomentumTests : AveragedMomentumLaws<float>;

public sealed class DoubleAveragedMomentumTests : AveragedMomentumLaws<double>;

public sealed class SingleHeavyBallTests : HeavyBallLaws<float>;

public sealed class DoubleHeavyBallTests : HeavyBallLaws<double>;

public sealed class SingleNesterovTests : NesterovLaws<float>;

public sealed class DoubleNesterovTests : NesterovLaws<double>;

public sealed class SingleRmsPropTests : RmsPropLaws<float>;

public sealed class DoubleRmsPropTests : RmsPropLaws<double>;

public sealed class SingleAdaGradTests : AdaGradLaws<float>;

public sealed class DoubleAdaGradTests : AdaGradLaws<double>;

public sealed class SingleAdamTests : AdamLaws<float>;

public sealed class DoubleAdamTests : AdamLaws<double>;

public sealed class SingleLionTests : LionLaws<float>;

public sealed class DoubleLionTests : LionLaws<double>;

public sealed class SingleTracedSgdTests : TracedSgdLaws<float>;

public sealed class DoubleTracedSgdTests : TracedSgdLaws<double>;

public sealed class SingleElementwiseChainTests : ElementwiseChainLaws<float>;

public sealed class DoubleElementwiseChainTests : ElementwiseChainLaws<double>;

public sealed class SingleFullChainTests : FullChainLaws<float>;

public sealed class DoubleFullChainTests : FullChainLaws<double>;
