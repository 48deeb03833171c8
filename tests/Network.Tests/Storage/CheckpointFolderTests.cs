using System.Text;
using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Storage;
using SimdOptim.Training;

namespace SimdOptim.Tests.Storage;

public sealed class CheckpointFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_last_few_are_kept_and_the_newest_is_found()
    {
        CheckpointFolder folder = new(_folder["checkpoints"], keep: 2);
        Assert.Null(folder.FindNewest());
        Trainer<double> trainer = Create();
        _ = trainer.Train(_ => folder.Save(trainer));

        Assert.Equal(["epoch-12.safetensors", "epoch-11.safetensors"], folder.FindAll().Select(Path.GetFileName));
        Assert.Equal(folder.FindAll()[0], folder.FindNewest(_warnings.Add));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void A_damaged_one_is_told_of_and_the_one_before_is_used()
    {
        CheckpointFolder folder = Train(keep: 3);
        byte[] bytes = File.ReadAllBytes(folder.FindAll()[0]);
        for (int i = 0; i < bytes.Length; i += 97)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= 4;
            File.WriteAllBytes(folder.FindAll()[0], damaged);
            Assert.Equal(folder.FindAll()[1], folder.FindNewest(_warnings.Add));
            Assert.StartsWith(folder.FindAll()[0] + ", ", _warnings[^1]);
        }

        File.WriteAllBytes(folder.FindAll()[0], bytes[..^1]);
        Assert.Equal(folder.FindAll()[1], folder.FindNewest());
        foreach (string file in folder.FindAll()) File.WriteAllBytes(file, []);
        Assert.Contains("expected the length of the header", Assert.Throws<InvalidDataException>(() => folder.FindNewest()).Message);
    }

    [Fact]
    public void A_damaged_newer_one_never_pushes_a_good_one_out()
    {
        CheckpointFolder folder = Train(keep: 1);
        string newest = folder.FindAll()[0], damaged = Path.Combine(folder.Path, "epoch-40.safetensors");
        File.WriteAllText(damaged, "damaged");
        CheckpointFolder again = new(folder.Path, keep: 1);
        Assert.Equal(newest, again.FindNewest());
        Trainer<double> trainer = Create(epochs: 13);
        _ = trainer.LoadCheckpoint(newest);
        _ = trainer.Train();
        string written = again.Save(trainer);

        Assert.Equal([written], again.FindAll());
        Assert.EndsWith("epoch-13.safetensors", written);
    }

    [Fact]
    public void A_training_from_the_start_replaces_an_earlier_one_once_it_has_a_checkpoint()
    {
        CheckpointFolder earlier = Train(keep: 3), folder = new(earlier.Path, keep: 3);
        Trainer<double> trainer = Create(epochs: 1);
        File.WriteAllText(Path.Combine(folder.Path, "epoch-7.safetensors.unfinished"), "half");
        File.WriteAllText(Path.Combine(folder.Path, "notes.txt"), "mine");
        Assert.Equal(3, folder.FindAll().Count);
        _ = trainer.Train();
        string written = folder.Save(trainer);

        Assert.Equal([written], folder.FindAll());
        Assert.Equal(["epoch-1.safetensors", "notes.txt"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void One_from_the_middle_of_an_epoch_stands_between_those_of_two_epochs()
    {
        CheckpointFolder folder = Train(keep: 3);
        Trainer<double> trainer = Create();
        _ = trainer.LoadCheckpoint(folder.FindAll()[1]);
        File.Delete(folder.FindAll()[0]);
        _ = trainer.Train(null, new CancellationToken(canceled: true));
        string middle = folder.Save(trainer);
        Assert.Equal(middle, folder.FindNewest());

        trainer = Create();
        _ = trainer.LoadCheckpoint(middle);
        _ = trainer.Train();
        _ = folder.Save(trainer);
        File.WriteAllText(Path.Combine(folder.Path, "epoch-99-step-1-step-2.safetensors"), "another's");
        File.WriteAllText(Path.Combine(folder.Path, "epoch-99-step-x.safetensors"), "another's");
        Assert.Equal(
            ["epoch-12.safetensors", "epoch-11-step-1.safetensors", "epoch-11.safetensors"], folder.FindAll().Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("cost_sum", "cost_sum", 11, "metadata \"simdoptim.epoch\": expected at most the 11 epochs of this training, found 11 and a part.")]
    [InlineData("step\":\"1", "step\":\"0", 12, "metadata \"simdoptim.epoch_step\": expected a number of steps from 1 to 3, found 0.")]
    [InlineData("step\":\"1", "step\":\"4", 12, "metadata \"simdoptim.epoch_step\": expected a number of steps from 1 to 3, found 4.")]
    [InlineData("step\":\"1", "step\":\"x", 12, "metadata \"simdoptim.epoch_step\": expected a whole number, found \"x\".")]
    [InlineData("cost_sum", "cost_of_all", 12, "tensor \"training.cost_sum\": expected a tensor of this name, found none.")]
    [InlineData("training.rates", "training.cost_sum", 12, "tensor \"training.cost_sum\": expected 1 number, found 2.")]
    public void A_part_of_an_epoch_that_cannot_be_is_refused(string written, string instead, int epochs, string problem)
    {
        CheckpointFolder folder = Train(keep: 2);
        Trainer<double> trainer = Create();
        _ = trainer.LoadCheckpoint(folder.FindAll()[1]);
        _ = trainer.Train(null, new CancellationToken(canceled: true));
        trainer.SaveCheckpoint(_folder.File);
        byte[] file = File.ReadAllBytes(_folder.File);
        int end = 8 + (int)BitConverter.ToInt64(file);
        string header = Encoding.UTF8.GetString(file, 8, end - 8).Replace("simdoptim.sha256", "sha256");
        if (written == "training.rates") header = header.Replace("training.cost_sum", "training.another");
        header = header.Replace(written, instead);
        File.WriteAllBytes(_folder.File, PlainSafetensors.Make(header, file[end..]));

        Assert.StartsWith(
            $"{_folder.File}, {problem}",
            Assert.Throws<InvalidDataException>(() => Create(epochs).LoadCheckpoint(_folder.File)).Message);
    }

    [Fact]
    public void A_file_without_a_digest_is_accepted()
    {
        CheckpointFolder folder = Train(keep: 1);
        string path = folder.FindAll()[0];
        byte[] bytes = File.ReadAllBytes(path);
        int key = bytes.AsSpan().IndexOf("simdoptim.sha256"u8);
        "else"u8.CopyTo(bytes.AsSpan(key));
        File.WriteAllBytes(path, bytes);
        Trainer<double> trainer = Create();

        Assert.Equal(path, folder.FindNewest());
        Assert.Equal("2", trainer.LoadCheckpoint(path)["simdoptim.version"]);
        Assert.Equal(12, trainer.History.Count);
    }

    [Fact]
    public void A_folder_that_nobody_may_make_is_a_fault_of_writing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /sys.");
        CheckpointFolder folder = new("/sys/simdoptim-checkpoints");
        Assert.Contains(folder.Path, Assert.ThrowsAny<IOException>(() => folder.Save(Create())).Message);
    }

    [Fact]
    public void No_bit_of_a_checkpoint_changes_unseen()
    {
        byte[] good = File.ReadAllBytes(Train(keep: 1).FindAll()[0]);
        for (int bit = 0; bit < 8 * good.Length; bit++)
        {
            byte[] damaged = [.. good];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            using MemoryStream stream = new(damaged);
            Assert.Throws<InvalidDataException>(() =>
            {
                using SafetensorsFile file = SafetensorsFile.Open(stream, "damaged");
                file.RefuseDamage();
            });
        }
    }

    [Theory]
    [InlineData("epochs", "metadata \"simdoptim.epoch\": expected at most the 5 epochs of this training, found 12")]
    [InlineData("rule", "metadata \"simdoptim.optimizer\": Adam.beta1: expected 0.8, found 0.9.")]
    [InlineData("kind", "metadata \"simdoptim.optimizer\": expected Sgd(), found Adam(beta1=0.9, ")]
    [InlineData("layers", "metadata \"simdoptim.architecture\": layer 0: dense.outputs: expected 4, found 3.")]
    [InlineData("activation", "metadata \"simdoptim.architecture\": layer 1: expected tanh(), found relu().")]
    [InlineData("more", "metadata \"simdoptim.architecture\": layers: expected 5, found 4.")]
    [InlineData("samples", "metadata \"simdoptim.training\": Training.samples: expected 15, found 20.")]
    [InlineData("data", "metadata \"simdoptim.training\": Training.data: expected sha256 ")]
    [InlineData("batch", "metadata \"simdoptim.training\": Training.batchSize: expected 4, found 5.")]
    [InlineData("shuffle", "metadata \"simdoptim.training\": Training.shuffleSeed: expected 1, found 0.")]
    [InlineData("l2", "metadata \"simdoptim.training\": Training.l2: expected 0.5, found 0.")]
    [InlineData("loss", "metadata \"simdoptim.training\": Training.loss: BinaryCrossEntropy.labelSmoothing: expected 0.1, found 0.")]
    [InlineData("schedule", "metadata \"simdoptim.training\": Training.schedules: Schedules.byEpoch: expected ConstantLearningRate(")]
    [InlineData("guard", "metadata \"simdoptim.training\": Training.nonFiniteGuard: expected SkipStep, found Propagate.")]
    public void A_checkpoint_of_another_training_is_refused_and_changes_nothing(string what, string problem)
    {
        string path = Train(keep: 1).FindAll()[0];
        Network<double>? network = null;
        Trainer<double> other = Create(what == "epochs" ? 5 : 12, what, built => network = built);
        double[] before = network!.Parameters.ToArray();

        Assert.StartsWith($"{path}, {problem}", Assert.Throws<InvalidDataException>(() => other.LoadCheckpoint(path)).Message);
        Bits.AssertSame(before, network.Parameters);
        Assert.Equal(0, other.History.Count);
    }

    [Fact]
    public void A_trainer_that_has_trained_loads_no_checkpoint()
    {
        string path = Train(keep: 1).FindAll()[0];
        Trainer<double> trainer = Create();
        _ = trainer.Train();
        Assert.Throws<InvalidOperationException>(() => trainer.LoadCheckpoint(path));
    }

    [Fact]
    public void Names_of_the_library_and_texts_that_no_file_can_hold_are_refused()
    {
        Trainer<double> trainer = Create();
        Assert.Throws<ArgumentException>("metadata", () => trainer.SaveCheckpoint(_folder.File, new Dictionary<string, string> { ["simdoptim.x"] = "" }));
        Assert.Throws<ArgumentException>("metadata", () => trainer.SaveCheckpoint(_folder.File, new Dictionary<string, string> { ["format"] = "" }));
        foreach ((string key, string text) in new[] { ("a\ud800", ""), ("a", "\udc00\ud800"), ("a", new string('x', 10_000_000)) })
            Assert.Throws<ArgumentException>("metadata", () => trainer.SaveCheckpoint(_folder.File, new Dictionary<string, string> { [key] = text }));
        Assert.Throws<ArgumentException>("path", () => trainer.SaveCheckpoint(""));
        Assert.Throws<ArgumentOutOfRangeException>("keep", () => new CheckpointFolder("x", 0));
        Assert.Throws<ArgumentException>("path", () => new CheckpointFolder(""));
        Assert.False(File.Exists(_folder.File));
    }

    private CheckpointFolder Train(int keep)
    {
        CheckpointFolder folder = new(_folder["checkpoints"], keep);
        Trainer<double> trainer = Create();
        _ = trainer.Train(_ => folder.Save(trainer));
        return folder;
    }

    private static Trainer<double> Create(int epochs = 12, string otherwise = "", Action<Network<double>>? built = null)
    {
        NetworkBuilder<double> builder = new NetworkBuilder<double>(2).Dense(otherwise == "layers" ? 4 : 3);
        builder = (otherwise == "activation" ? builder.Tanh() : builder.ReLU()).Dense(1);
        if (otherwise == "more") builder.Sigmoid();
        Network<double> network = builder.Sigmoid().Build(seed: 1);
        built?.Invoke(network);
        Optimizer<double> optimizer = otherwise == "kind"
            ? Optimizer<double>.Create(default(Sgd), network.ParameterCount, 0.01)
            : Optimizer<double>.Create(new Adam(otherwise == "rule" ? 0.8 : 0.9), network.ParameterCount, 0.01);
        if (otherwise == "guard") optimizer.NonFiniteGuard = NonFiniteGuard.SkipStep;
        return new Trainer<double>(
            network,
            DataSets.Moons<double>(otherwise == "data" ? 4u : 3u, otherwise == "samples" ? 15 : 20),
            new BinaryCrossEntropy<double>(otherwise == "loss" ? 0.1 : 0),
            optimizer,
            new TrainingOptions
            {
                Epochs = epochs,
                BatchSize = otherwise == "batch" ? 4 : 5,
                ShuffleSeed = otherwise == "shuffle" ? 1u : 0u,
                L2 = otherwise == "l2" ? 0.5 : 0,
                LearningRateSchedule = otherwise == "schedule" ? new ConstantLearningRate(0.1) : null,
            });
    }
}
