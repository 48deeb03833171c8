using System.Text.Json;
using SimdOptim.Cli.Soaking;
using SimdOptim.Training;

namespace SimdOptim.Tests.Commands;

public sealed class SoakTests
{
    [Fact]
    public async Task A_short_soak_finds_nothing_and_leaves_its_figures()
    {
        // Six seconds are enough on a machine with nothing else to do; on a busy one the child may not even have started by then.
        JsonElement figures = await Soak(0.1);
        if (Number("kills") + Number("childRuns") == 0) figures = await Soak(0.5);
        if (Number("kills") + Number("childRuns") == 0) figures = await Soak(2);
        foreach (string name in new[] { "faultCount", "allocatedBytes", "collectionsDuringSteps" }) Assert.Equal(0, Number(name));
        foreach (string name in new[] { "minutes", "steps", "trainings", "checkpoints", "inferences", "largestWorkingSet" })
            Assert.True(Number(name) > 0, name);
        Assert.InRange(Number("quietSteps"), 1, Number("steps"));
        Assert.InRange(Number("kills") + Number("childRuns"), 1, int.MaxValue);

        double Number(string name) => figures.GetProperty(name).GetDouble();

        static async Task<JsonElement> Soak(double minutes)
        {
            using Sandbox sandbox = new();
            Outcome outcome = await Child.Run(sandbox, FormattableString.Invariant($"soak --minutes {minutes} --threads 2 --seed 3 --out report"));
            Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
            Assert.Contains($"of {SimdOptim.Charts.Figures.Time(TimeSpan.FromMinutes(minutes))}  ", outcome.Output);
            Assert.Equal(["soak.json"], Directory.GetFileSystemEntries(sandbox.Report).Select(Path.GetFileName));
            return JsonDocument.Parse(File.ReadAllText(Path.Combine(sandbox.Report, "soak.json"))).RootElement;
        }
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
        await Wait.Until(() => thread.Inferences >= 1000, "1000 samples are inferred");
        Assert.Equal(0, faults.Count);
        training.Network.Parameters[^1] += 1e-3f;
        await Wait.Until(() => faults.Count >= 20, "20 faults are found");
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
            await Wait.Until(
                () =>
                {
                    child.LookAfter();
                    return child.Finished > 0;
                },
                "the child has run to its end");
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
