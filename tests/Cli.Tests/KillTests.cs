using System.Diagnostics;
using System.Globalization;
using SimdOptim.Storage;

namespace SimdOptim.Tests;

/// <summary>The program, killed without a word at random moments.</summary>
public sealed class KillTests
{
    /// <summary>Set to a number, it is how often the program is killed.</summary>
    private const string KillsVariable = "SIMDOPTIM_KILLS";

    private static readonly string[] _train =
    [
        .. "train moons --epochs 20000 --checkpoint-every 100 --layers 6,4 --batch-norm --dropout-keep 0.9 --l2 0.1 --resume".Split(' '),
        .. "--decay inverse-time:0.001 --clip-norm 2 --batch-size 100 --out report".Split(' '),
    ];

    [Fact]
    public async Task A_run_that_is_killed_and_gone_on_with_ends_in_the_bits_of_an_unbroken_one()
    {
        int kills = int.TryParse(Environment.GetEnvironmentVariable(KillsVariable), CultureInfo.InvariantCulture, out int wanted) ? wanted : 20;
        using Sandbox unbroken = new();
        Assert.Equal(0, (await Child.Run(unbroken, _train)).ExitCode);
        Random random = new(1);
        for (int killed = 0; killed < kills;)
        {
            using Sandbox broken = new();
            CheckpointFolder folder = new(Path.Combine(broken.Report, "checkpoints"));
            int epochs = 0;
            for (bool isDone = false; !isDone;)
            {
                using Process program = Child.Start(broken, _train);
                Task<Outcome> outcome = Child.Finish(program);
                if (killed < kills) await Task.WhenAny(outcome, Task.Delay(random.Next(1200)));
                else await outcome;
                program.Kill();
                isDone = (await outcome).ExitCode == 0;
                killed += isDone ? 0 : 1;
                Assert.Equal("", (await outcome).Error);
                epochs = CheckNothingIsLost(folder, epochs);
            }

            foreach (string file in new[] { "model.safetensors", "history.csv", "loss.svg" })
                Assert.Equal(Read(unbroken, file), Read(broken, file));
        }
    }

    private static byte[] Read(Sandbox sandbox, string file) => File.ReadAllBytes(Path.Combine(sandbox.Report, file));

    /// <summary>Every checkpoint is whole, and there is none older than before.</summary>
    private static int CheckNothingIsLost(CheckpointFolder folder, int epochs)
    {
        string? newest = folder.FindNewest(Assert.Fail);
        foreach (string path in folder.FindAll())
        {
            using SafetensorsFile file = SafetensorsFile.Open(path);
            Assert.Equal(DigestState.Correct, file.VerifyDigest());
        }

        int found = newest is null ? 0 : int.Parse(Path.GetFileNameWithoutExtension(newest)["epoch-".Length..], CultureInfo.InvariantCulture);
        Assert.InRange(found, epochs, int.MaxValue);
        return found;
    }
}
