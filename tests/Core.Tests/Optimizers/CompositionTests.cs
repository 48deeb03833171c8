using System.Reflection;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers;

/// <summary>Which links the types let stand where, and which element types there are.</summary>
public sealed class CompositionTests
{
    /// <summary>The compiler takes the one method whose constraints hold.</summary>
    private static readonly MethodInfo[] _then =
    [
        .. typeof(ILink).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Where(method => method.Name == "Then"),
    ];

    public static TheoryData<Type, Type> Refused => new()
    {
        { typeof(Adam), typeof(Sgd) }, // the rate twice
        { typeof(DecoupledWeightDecay), typeof(Sgd) }, // meant for updates
        { typeof(Sgd), typeof(WeightDecay) }, // meant for gradients
        { typeof(Sgd), typeof(ClipByGlobalNorm) },
        { typeof(ClipByValue), typeof(DecoupledWeightDecay) }, // no rate between
        { typeof(DecoupledWeightDecay), typeof(DecoupledWeightDecay) },
        { typeof(Chain<Sgd, ClipByValue>), typeof(Adam) },
        { typeof(Chain<WeightDecay, Sgd>), typeof(WeightDecay) },
    };

    public static TheoryData<Type, Type, Type> Allowed => new()
    {
        { typeof(ClipByValue), typeof(Sgd), typeof(Chain<ClipByValue, Sgd>) },
        { typeof(WeightDecay), typeof(Adam), typeof(Chain<WeightDecay, Adam>) },
        { typeof(ClipByGlobalNorm), typeof(WeightDecay), typeof(GradientChain<Chain<ClipByGlobalNorm, WeightDecay>>) },
        { typeof(GradientChain<Chain<WeightDecay, ClipByValue>>), typeof(Sgd), typeof(Chain<GradientChain<Chain<WeightDecay, ClipByValue>>, Sgd>) },
        { typeof(ClipByGlobalNorm), typeof(Chain<Sgd, ClipByValue>), typeof(Chain<ClipByGlobalNorm, Chain<Sgd, ClipByValue>>) },
        { typeof(Sgd), typeof(ClipByValue), typeof(Chain<Sgd, ClipByValue>) },
        { typeof(Chain<WeightDecay, Sgd>), typeof(DecoupledWeightDecay), typeof(Chain<Chain<WeightDecay, Sgd>, DecoupledWeightDecay>) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Links_in_the_wrong_place_do_not_compile(Type first, Type second) => Assert.Empty(FindThen(first, second));

    [Theory]
    [MemberData(nameof(Allowed))]
    public void Links_in_the_right_place_compile(Type first, Type second, Type chain) =>
        Assert.Equal(chain, Assert.Single(FindThen(first, second)).ReturnType);

    [Fact]
    public void A_transform_alone_is_no_optimizer()
    {
        Assert.Throws<ArgumentException>(() => typeof(Optimizer<,>).MakeGenericType(typeof(float), typeof(ClipByValue)));
        MethodInfo create = typeof(Optimizer<float>).GetMethod(nameof(Optimizer<float>.Create))!;
        Assert.Throws<ArgumentException>(() => create.MakeGenericMethod(typeof(WeightDecay)));
        Assert.Throws<ArgumentException>(() => create.MakeGenericMethod(typeof(GradientChain<Chain<WeightDecay, ClipByValue>>)));
        Assert.NotNull(create.MakeGenericMethod(typeof(Sgd)));
    }

    [Fact]
    public void A_chain_describes_its_links_in_their_order()
    {
        Description chain = new WeightDecay(0.5).Then(new ClipByValue(2)).Then(default(Sgd).Then(new ClipByValue(3))).Describe();
        Assert.Equal(
            "Chain(1=WeightDecay(decay=0.5, decayed=all), 2=ClipByValue(limit=2), 3=Sgd(), 4=ClipByValue(limit=3))", chain.ToString());
        Description other = new WeightDecay(0.5).Then(new ClipByValue(2).Then(default(Sgd)).Then(new ClipByValue(4))).Describe();
        Assert.Equal("Chain.4: ClipByValue.limit: expected 3, found 4", chain.FindDifference(other));
    }

    [Fact]
    public void Half_is_refused_by_name()
    {
        Assert.Contains("Half", Assert.Throws<NotSupportedException>(() => Optimizer<Half>.Create(default(Sgd), 1, 0.1)).Message);
        Assert.Contains("Half", Assert.Throws<NotSupportedException>(() => Optimizer<Half>.Create(new Adam(), 0, 0.1)).Message);
    }

    private static IEnumerable<MethodInfo> FindThen(Type first, Type second)
    {
        Assert.Equal(3, _then.Length);
        foreach (MethodInfo method in _then)
        {
            MethodInfo? closed = null;
            Exception? fault = Record.Exception(() => closed = method.MakeGenericMethod(first, second));
            if (closed is not null) yield return closed;
            else Assert.IsType<ArgumentException>(fault);
        }
    }
}
