using System.Numerics;
using System.Text.Json.Nodes;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers;

/// <summary>Runs of 25 steps that PyTorch took in double.</summary>
public abstract class TorchFiguresLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly JsonNode _root = GoldenFile.Read("optimizer-torch.json");

    private static readonly (double Relative, double Absolute) _bound =
        typeof(T) == typeof(float) ? (2e-6, 2e-6) : (1e-10, 1e-12);

    public static TheoryData<int, string> Runs
    {
        get
        {
            TheoryData<int, string> runs = [];
            for (int i = 0; i < _root["optimizers"]!.AsArray().Count; i++) runs.Add(i, Run(i)["name"]!.GetValue<string>());
            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_run_passes_through_the_same_parameters(int index, string name)
    {
        JsonNode golden = Run(index);
        double[] learningRates = golden.Numbers("learningRates");
        T[][] gradients = golden.Rows<T>("gradients");
        JsonObject after = golden["after"]!.AsObject();
        foreach (Optimizer<T> optimizer in NamedRules.CreateTorch<T>(name, golden["hyper"]!, gradients[0].Length))
        {
            T[] parameters = golden.Numbers<T>("parameters");
            int compared = 0;
            for (int step = 1; step <= gradients.Length; step++)
            {
                optimizer.LearningRate = learningRates[step - 1];
                optimizer.Step(parameters, gradients[step - 1]);
                if (!after.ContainsKey($"{step}")) continue;
                compared++;
                GoldenFile.AssertNear<T>(
                    after.Numbers($"{step}"), parameters, _bound.Relative, _bound.Absolute, $"{optimizer.GetType()}, step {step}, parameters");
            }

            Assert.Equal(after.Count, compared);
        }
    }

    [Fact]
    public void Clipping_by_global_norm_gives_the_same_gradient()
    {
        JsonNode golden = _root["clip"]!;
        T[] gradients = golden.Numbers<T>("gradients"), parameters = new T[gradients.Length];
        ClipByGlobalNorm clip = new(golden.Number("maxNorm"), golden.Number("epsilon"));
        Optimizer<T, Chain<ClipByGlobalNorm, Sgd>> optimizer =
            Optimizer<T>.Create(clip.Then(default(Sgd)), gradients.Length, 1);
        optimizer.Step(parameters, gradients);
        double[] expected = [.. golden.Numbers("clipped").Select(value => -value)];
        GoldenFile.AssertNear<T>(expected, parameters, _bound.Relative, _bound.Absolute, "clipped");
        GoldenFile.AssertNear<double>([golden.Number("norm")], [optimizer.Rule.First.Norm], _bound.Relative, _bound.Absolute, "norm");
    }

    private static JsonNode Run(int index) => _root["optimizers"]![index]!;
}

public sealed class SingleTorchFiguresTests : TorchFiguresLaws<float>;

public sealed class DoubleTorchFiguresTests : TorchFiguresLaws<double>;
