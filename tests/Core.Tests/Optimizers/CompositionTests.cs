using System.Reflection;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers;

/// <summary>Which links the types let stand where, and which element types there are.</summary>
public sealed class CompositionTests
{
    public static TheoryData<Type, Type, Type> Refused => new()
    {
        { typeof(Before<,,>), typeof(Adam<float>), typeof(Sgd<float>) }, // the rate twice
        { typeof(Before<,,>), typeof(DecoupledWeightDecay<float>), typeof(Sgd<float>) }, // meant for updates
        { typeof(Before<,,>), typeof(ClipByValue<float>), typeof(WeightDecay<float>) }, // no rate
        { typeof(Before<,,>), typeof(ClipByValue<double>), typeof(Sgd<float>) }, // two precisions
        { typeof(After<,,>), typeof(Sgd<float>), typeof(Adam<float>) },
        { typeof(After<,,>), typeof(Sgd<float>), typeof(WeightDecay<float>) }, // meant for gradients
        { typeof(After<,,>), typeof(Sgd<float>), typeof(ClipByGlobalNorm<float>) },
        { typeof(After<,,>), typeof(ClipByValue<float>), typeof(DecoupledWeightDecay<float>) },
    };

    public static TheoryData<Type, Type, Type> Allowed => new()
    {
        { typeof(Before<,,>), typeof(ClipByValue<float>), typeof(Sgd<float>) },
        { typeof(Before<,,>), typeof(WeightDecay<float>), typeof(Adam<float>) },
        { typeof(Before<,,>), typeof(ClipByGlobalNorm<float>), typeof(After<float, Sgd<float>, ClipByValue<float>>) },
        { typeof(After<,,>), typeof(Sgd<float>), typeof(ClipByValue<float>) },
        { typeof(After<,,>), typeof(Before<float, WeightDecay<float>, Sgd<float>>), typeof(DecoupledWeightDecay<float>) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Links_in_the_wrong_place_do_not_compile(Type chain, Type first, Type second) =>
        Assert.Throws<ArgumentException>(() => chain.MakeGenericType(typeof(float), first, second));

    [Theory]
    [MemberData(nameof(Allowed))]
    public void Links_in_the_right_place_compile(Type chain, Type first, Type second) =>
        Assert.True(chain.MakeGenericType(typeof(float), first, second).IsValueType);

    [Fact]
    public void A_transform_alone_is_no_optimizer()
    {
        Assert.Throws<ArgumentException>(() => typeof(Optimizer<,>).MakeGenericType(typeof(float), typeof(ClipByValue<float>)));
        MethodInfo create = typeof(Optimizer<float>).GetMethod(nameof(Optimizer<float>.Create))!;
        Assert.Throws<ArgumentException>(() => create.MakeGenericMethod(typeof(WeightDecay<float>)));
        Assert.NotNull(create.MakeGenericMethod(typeof(Sgd<float>)));
    }

    [Fact]
    public void Half_is_refused_by_name()
    {
        Assert.Contains("Half", Assert.Throws<NotSupportedException>(() => Optimizer<Half>.Create(default(Sgd<Half>), 1, 0.1)).Message);
        Assert.Contains("Half", Assert.Throws<NotSupportedException>(() => Optimizer<Half>.Create(new Adam<Half>(), 0, 0.1)).Message);
    }
}
