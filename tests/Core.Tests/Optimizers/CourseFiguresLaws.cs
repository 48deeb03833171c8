using System.Numerics;
using System.Text.Json.Nodes;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers;

/// <summary>
/// Single steps as deeplearning.ai's and CS231n's notebooks publish them, recomputed by their own code in double.
/// </summary>
public abstract class CourseFiguresLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly JsonNode _root = GoldenFile.Read("optimizer-courses.json");

    private static readonly (double Relative, double Absolute) _bound =
        typeof(T) == typeof(float) ? (2e-6, 2e-6) : (1e-12, 1e-14);

    public static TheoryData<string> Steps => [.. ((JsonObject)_root["steps"]!).Select(entry => entry.Key)];

    // The two Adams differ by a part in 10¹¹, which a float does not see.
    public static TheoryData<string> Mistakes =>
        [.. ((JsonObject)_root["mustNotMatch"]!).Select(entry => entry.Key).Where(name => typeof(T) == typeof(double) || name.Contains("cs231n"))];

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_has_the_published_parameters_and_state(string name)
    {
        JsonNode golden = _root["steps"]![name]!;
        (Optimizer<T> optimizer, T[] parameters) = Step(golden);
        GoldenFile.AssertNear<T>(golden.Numbers("parametersAfter"), parameters, _bound.Relative, _bound.Absolute, "parameters");
        double[][] state = golden.Rows<double>("stateAfter");
        Assert.Equal(state.Length, optimizer.SlotCount);
        for (int slot = 0; slot < state.Length; slot++)
            GoldenFile.AssertNear(state[slot], optimizer.GetSlot(slot), _bound.Relative, _bound.Absolute, $"slot {slot}");
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_step_is_not_that_of_a_known_mistake(string name)
    {
        JsonNode golden = _root["mustNotMatch"]![name]!;
        Assert.False(GoldenFile.IsNear<T>(golden.Numbers("parametersAfter"), Step(golden).Parameters, _bound.Relative, _bound.Absolute));
    }

    private static (Optimizer<T> Optimizer, T[] Parameters) Step(JsonNode golden)
    {
        T[] parameters = golden.Numbers<T>("parameters");
        Optimizer<T> optimizer = NamedRules.Create<T>(golden, parameters.Length, golden.Number("learningRate"));
        optimizer.Restore((long)golden.Number("stepsBefore"), [.. golden.Rows<T>("stateBefore").SelectMany(row => row)]);
        optimizer.Step(parameters, golden.Numbers<T>("gradients"));
        return (optimizer, parameters);
    }
}

public sealed class SingleCourseFiguresTests : CourseFiguresLaws<float>;

public sealed class DoubleCourseFiguresTests : CourseFiguresLaws<double>;
