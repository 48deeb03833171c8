using System.Numerics;
using System.Text.Json.Nodes;
using SimdOptim.Optimizers;
using SimdOptim.Tests.Optimizers.Rules;

namespace SimdOptim.Tests.Optimizers;

/// <summary>The rules by the names that the golden files give them.</summary>
internal static class NamedRules
{
    /// <summary>The rule of a course's step.</summary>
    public static Optimizer<T> Create<T>(JsonNode golden, int length, double learningRate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return golden["rule"]!.GetValue<string>() switch
        {
            "sgd" => Create(default(Sgd)),
            "momentum" => Create(new AveragedMomentum(golden.Number("beta"))),
            "heavyBall" => Create(new HeavyBall(golden.Number("momentum"))),
            "rmsProp" => Create(new RmsProp(golden.Number("rho"), golden.Number("epsilon"))),
            "adam" => Create(new Adam(golden.Number("beta1"), golden.Number("beta2"), golden.Number("epsilon"))),
            string other => throw new ArgumentException(other),
        };

        Optimizer<T> Create<TRule>(TRule rule)
            where TRule : struct, IUpdateRule => Optimizer<T>.Create(rule, length, learningRate);
    }

    /// <summary>What in this library is an optimizer of PyTorch; more than one way is possible.</summary>
    public static IReadOnlyList<Optimizer<T>> CreateTorch<T>(string name, JsonNode hyper, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return name switch
        {
            "sgd" => [Create(default(Sgd))],
            "sgd_weight_decay_l2" => [Create(Decay().Then(default(Sgd)))],
            "sgd_momentum" =>
            [
                Create(new Momentum(hyper.Number("momentum"))),
                Create(new HeavyBall(hyper.Number("momentum"))),
                Create(new Trace(hyper.Number("momentum")).Then(default(Sgd))),
                Create(default(Sgd).Then(new Trace(hyper.Number("momentum")))),
            ],
            "sgd_momentum_dampening" => [Create(new Momentum(hyper.Number("momentum"), hyper.Number("dampening")))],
            "sgd_nesterov" => [Create(new Nesterov(hyper.Number("momentum")))],
            "adagrad" => [Create(new AdaGrad(1e-10, hyper.Number("initial_accumulator_value")))],
            "rmsprop" => [Create(new RmsProp(hyper.Number("alpha"), hyper.Number("eps")))],
            "rmsprop_momentum" =>
                [Create(new RmsProp(hyper.Number("alpha")).Then(new Trace(hyper.Number("momentum"))))],
            "adam" => [Create(new Adam(Beta(0), Beta(1), hyper.Number("eps")))],
            "adam_l2" => [Create(Decay().Then(new Adam()))],
            "adamw" => [Create(new Adam(Beta(0), Beta(1)).Then(new DecoupledWeightDecay(hyper.Number("weight_decay"))))],
            _ => throw new ArgumentException(name),
        };

        double Beta(int index) => hyper["betas"]![index]!.GetValue<double>();

        WeightDecay Decay() => new(hyper.Number("weight_decay"));

        Optimizer<T> Create<TRule>(TRule rule)
            where TRule : struct, IUpdateRule => Optimizer<T>.Create(rule, length, 0);
    }
}
