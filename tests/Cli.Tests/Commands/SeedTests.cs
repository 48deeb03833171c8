namespace SimdOptim.Tests.Commands;

public sealed class SeedTests
{
    [Fact]
    public void The_same_command_gives_the_same_figures_and_pictures()
    {
        using Sandbox first = new(), second = new();
        Metrics one = first.Train("spiral --epochs 30 --layers 8"), two = second.Train("spiral --epochs 30 --layers 8");
        Assert.Equal(one.History, two.History);
        Assert.All(["history.csv", "loss.svg", "boundary.svg"], name =>
            Assert.Equal(File.ReadAllText(Path.Combine(first.Report, name)), File.ReadAllText(Path.Combine(second.Report, name))));
    }

    [Theory]
    [InlineData("--seed 7", "--data-seed 7 --init-seed 7 --shuffle-seed 7")]
    [InlineData("--seed 7 --data-seed 3", "--data-seed 3 --init-seed 7 --shuffle-seed 7")]
    [InlineData("--init-seed 9 --seed 7", "--data-seed 7 --init-seed 9 --shuffle-seed 7")]
    [InlineData("--shuffle-seed 11 --seed 7", "--data-seed 7 --init-seed 7 --shuffle-seed 11")]
    public void The_one_seed_stands_for_those_that_are_not_given(string some, string all)
    {
        using Sandbox sandbox = new();
        Assert.Equal(sandbox.Train($"moons --epochs 5 {all}").History, sandbox.Train($"moons --epochs 5 {some}").History);
    }

    [Theory]
    [InlineData("--data-seed 8")]
    [InlineData("--init-seed 8")]
    [InlineData("--shuffle-seed 8")]
    public void Each_seed_matters(string seed)
    {
        using Sandbox sandbox = new();
        Assert.NotEqual(
            sandbox.Train("moons --epochs 5 --seed 7").History, sandbox.Train($"moons --epochs 5 --seed 7 {seed}").History);
    }

    [Fact]
    public void A_batch_of_everything_is_not_shuffled()
    {
        using Sandbox sandbox = new();
        Assert.Equal(
            sandbox.Train("moons --epochs 5 --batch-size 0").History,
            sandbox.Train("moons --epochs 5 --batch-size 300 --shuffle-seed 99").History);
    }
}
