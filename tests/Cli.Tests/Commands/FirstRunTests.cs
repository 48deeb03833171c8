using SimdOptim.Cli.Runs;

namespace SimdOptim.Tests.Commands;

/// <summary>What a newcomer sees: the defaults, on every built-in set.</summary>
public sealed class FirstRunTests
{
    public static TheoryData<string, string, double> Runs
    {
        get
        {
            TheoryData<string, string, double> runs = [];
            foreach (OptimizerKind kind in OptimizerKind.All)
            {
                runs.Add(kind.Name, "moons", 0.95);
                runs.Add(kind.Name, "circles", 0.95);
                runs.Add(kind.Name, "xor", 0.95);
                runs.Add(kind.Name, "blobs", 0.95);
                runs.Add(kind.Name, "spiral --layers 32,32", 0.90);
            }

            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_optimizer_learns_every_set_at_its_own_rate(string optimizer, string data, double accuracy)
    {
        using Sandbox sandbox = new();
        Assert.InRange(sandbox.Train($"{data} --optimizer {optimizer}").TrainAccuracy!.Value, accuracy, 1);
    }

    [Fact]
    public void All_of_the_network_options_have_an_effect()
    {
        using Sandbox sandbox = new();
        double?[] costs =
        [
            .. new[]
            {
                "", "--activation sigmoid", "--init normal:0.5", "--init zeros", "--layers none", "--layers 5", "--epsilon 0.01", "--beta1 0.5",
                "--beta2 0.9", "--batch-size 7", "--precision double", "--optimizer sgd", "--optimizer momentum", "--optimizer averaged-momentum --momentum 0.8", "--optimizer momentum --momentum 0.5",
                "--optimizer heavy-ball --momentum 0.8", "--optimizer nesterov", "--optimizer rmsprop", "--optimizer rmsprop --beta2 0.9", "--decay inverse-time:1",
                "--decay inverse-time:1 --decay-delay 1", "--clip-norm 0.1",
            }.Select(options => sandbox.Train($"moons --epochs 3 {options}".TrimEnd()).FinalCost),
        ];
        Assert.Equal(costs.Length, costs.Distinct().Count());
        Assert.All(costs, cost => Assert.True(cost > 0));
    }
}
