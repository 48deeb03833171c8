using System.Text.Json;
using SimdOptim.Cli.Soaking;
using SimdOptim.Training;

namespace SimdOptim.Tests.Commands;

public sealed class SoakTests
{
    [Fact]
    public async Task A_short_soak_finds_nothing_and_leaves_its_figures()
    {
        using Sandbox sandbox = new();
        Outcome outcome = await Child.Run(sandbox, "soak --minutes 0.1 --threads 2 --seed 3 --out report");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("of 6.0 s  ", outcome.Output);
        Assert.Equal(["soak.json"], Directory.GetFileSystemEntries(sandbox.Report).Select(Path.GetFileName));

        JsonElement figures = JsonDocument.Parse(File.ReadAllText(Path.Combine(sandbox.Report, "soak.json"))).RootElement;
        foreach (string name in new[] { "faultCount", "allocatedBytes", "collectionsDuringSteps" }) Assert.Equal(0, Number(name));
        foreach (string name in new[] { "minutes", "steps", "trainings", "checkpoints", "inferences", "largestWorkingSet" })
            Assert.True(Number(name) > 0, name);
        Assert.InRange(Number("quietSteps"), 1, Number("steps"));
        Assert.InRange(Number("kills") + Number("childRuns"), 1, int.MaxValue);

        double Number(string name) => figures.GetProperty(name).GetDouble();
    }

    [Fact]
    public void A_bit_that_differs_in_a_training_is_seen()
    {
        SoakedTraining training = new(seed: 1);
        (Network<float> network, Trainer<float> trainer) = training.Create();
        training.Train(trainer, 0, SoakedTraining.Epochs);
        Assert.True(training.IsSame(network));
        network.Parameters[3] = MathF.BitIncrement(network.Parameters[3]);
        Assert.False(training.IsSame(network));
        network.Parameters[3] = MathF.BitDecrement(network.Parameters[3]);
        network.Buffers[0] = MathF.BitIncrement(network.Buffers[0]);
        Assert.False(training.IsSame(network));
        network.Buffers[0] = MathF.BitDecrement(network.Buffers[0]);
        training.Train(training.Create().Trainer, 5, 6); // of another start
        Assert.False(training.IsSame(network));
    }

    [Fact]
    public async Task A_bit_that_differs_in_an_inference_is_seen()
    {
        SoakedTraining training = new(seed: 1);
        Faults faults = new();
        using InferenceThread thread = new(training.Network, training.Data.Features, 1, faults);
        while (thread.Inferences < 1000) await Task.Delay(1);
        Assert.Equal(0, faults.Count);
        training.Network.Parameters[^1] += 1e-3f;
        while (faults.Count < 20) await Task.Delay(1);
        Assert.Equal(10, faults.Texts.Count);
        Assert.StartsWith("inference 1: different outputs from sample ", faults.Texts[0]);
    }

    [Fact]
    public void A_checkpoint_that_is_lost_or_damaged_is_seen()
    {
        using Sandbox sandbox = new();
        sandbox.Train("moons --epochs 6 --checkpoint-every 2");
        string folder = Path.Combine(sandbox.Report, "checkpoints");
        Faults faults = new();
        CheckpointWatch watch = new(folder, faults);
        watch.Check("now");
        Assert.Equal((6, 0), (watch.Epochs, faults.Count));

        File.Delete(Path.Combine(folder, "epoch-6.safetensors"));
        watch.Check("kill 1");
        File.AppendAllText(Path.Combine(folder, "epoch-4.safetensors"), "x");
        File.WriteAllBytes(Path.Combine(folder, "epoch-2.safetensors"), Flipped(Path.Combine(folder, "epoch-2.safetensors")));
        watch.Check("kill 2");
        Assert.Equal(
            [
                "kill 1: 4 epochs in the newest checkpoint, where 6 had been",
                "kill 2: epoch-4.safetensors is damaged",
                "kill 2: epoch-2.safetensors is damaged",
                "kill 2: 2 epochs in the newest checkpoint, where 4 had been",
            ],
            faults.Texts);
    }

    [Fact]
    public async Task Another_result_of_the_child_is_seen()
    {
        using Sandbox sandbox = new();
        Faults faults = new();
        SoakSettings settings = new() { Duration = TimeSpan.FromMinutes(1), Threads = 1, Seed = 3, Directory = sandbox.Root };
        using (KilledTraining child = new(settings, faults, default))
        {
            File.AppendAllText(sandbox.InRoot("undisturbed/history.csv"), "more");
            while (child.Finished == 0)
            {
                child.LookAfter();
                await Task.Delay(20);
            }

            Assert.Equal([$"run 1 of the child, after {child.Kills} kills: a different history.csv"], faults.Texts);
        }

        Assert.True(Directory.Exists(sandbox.InRoot("undisturbed"))); // to be looked into
    }

    private static byte[] Flipped(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        return bytes;
    }
}
