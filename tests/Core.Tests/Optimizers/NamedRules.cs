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
            "sgd" => Create(default(Sgd<T>)),
            "momentum" => Create(new Momentum<T>(golden.Number("beta"))),
            "heavyBall" => Create(new HeavyBall<T>(golden.Number("momentum"))),
            "rmsProp" => Create(new RmsProp<T>(golden.Number("rho"), golden.Number("epsilon"))),
            "adam" => Create(new Adam<T>(golden.Number("beta1"), golden.Number("beta2"), golden.Number("epsilon"))),
            string other => throw new ArgumentException(other),
        };

        Optimizer<T> Create<TRule>(TRule rule)
            where TRule : struct, IUpdateRule<T> => Optimizer<T>.Create(rule, length, learningRate);
    }

    /// <summary>What in this library is an optimizer of PyTorch; more than one way is possible.</summary>
    public static IReadOnlyList<Optimizer<T>> CreateTorch<T>(string name, JsonNode hyper, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return name switch
        {
            "sgd" => [Create(default(Sgd<T>))],
            "sgd_weight_decay_l2" => [Create(Chain<T>.Before(Decay(), default(Sgd<T>)))],
            "sgd_momentum" =>
            [
                Create(new HeavyBall<T>(hyper.Number("momentum"))),
                Create(Chain<T>.Before(new Trace<T>(hyper.Number("momentum")), default(Sgd<T>))),
                Create(Chain<T>.After(default(Sgd<T>), new Trace<T>(hyper.Number("momentum")))),
            ],
            "sgd_nesterov" => [Create(new Nesterov<T>(hyper.Number("momentum")))],
            "adagrad" => [Create(new AdaGrad<T>(1e-10, hyper.Number("initial_accumulator_value")))],
            "rmsprop" => [Create(new RmsProp<T>(hyper.Number("alpha"), hyper.Number("eps")))],
            "rmsprop_momentum" =>
                [Create(Chain<T>.After(new RmsProp<T>(hyper.Number("alpha")), new Trace<T>(hyper.Number("momentum"))))],
            "adam" => [Create(new Adam<T>(Beta(0), Beta(1), hyper.Number("eps")))],
            "adam_l2" => [Create(Chain<T>.Before(Decay(), new Adam<T>()))],
            "adamw" => [Create(Chain<T>.After(
                new Adam<T>(Beta(0), Beta(1)), new DecoupledWeightDecay<T>(hyper.Number("weight_decay"))))],
            _ => throw new ArgumentException(name),
        };

        double Beta(int index) => hyper["betas"]![index]!.GetValue<double>();

        WeightDecay<T> Decay() => new(hyper.Number("weight_decay"));

        Optimizer<T> Create<TRule>(TRule rule)
            where TRule : struct, IUpdateRule<T> => Optimizer<T>.Create(rule, length, 0);
    }
}
