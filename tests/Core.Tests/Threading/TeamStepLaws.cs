using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Optimizers;
using SimdOptim.Threading;

namespace SimdOptim.Tests.Threading;

/// <summary>Any number of threads gives the same bits as one thread.</summary>
public abstract class TeamStepLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly Arbitrary<(int Count, int Seed)> _cases = (
        from count in Gen.OneOf(Gen.Elements(0, 1, 2, 63, 64, 65, 127, 128, 129, 191, 193, 1009), Gen.Choose(0, 2000))
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (count, seed)).ToArbitrary();

    [Fact]
    public void Adam_steps_alike_with_one_two_and_three_threads() => Check(_ => new Adam());

    [Fact]
    public void Momentum_steps_alike_with_one_two_and_three_threads() => Check(_ => new AveragedMomentum());

    [Fact]
    public void A_chain_that_reads_the_whole_gradient_and_leaves_ranges_alone_steps_alike_with_one_two_and_three_threads() =>
        Check(count => new ClipByGlobalNorm(0.75).Then(new Adam()).Then(
            new DecoupledWeightDecay(0.1, new ParameterRanges((count / 7, count / 3), (count / 2, (count / 2) + 1)))));

    private static void Check<TRule>(Func<int, TRule> create)
        where TRule : struct, IUpdateRule
    {
        using WorkerTeam two = new(2, minimumWork: 1), three = new(3, minimumWork: 1);
        Laws.Check(_cases, value =>
        {
            (T[] parameters, T[] state) = Run(null);
            foreach (WorkerTeam team in (WorkerTeam[])[two, three])
            {
                (T[] shared, T[] sharedState) = Run(team);
                if (!shared.SequenceEqual(parameters)) return $"the parameters of {team.Threads} threads differ";
                if (!sharedState.SequenceEqual(state)) return $"the state of {team.Threads} threads differs";
            }

            return null;

            // Vanishing gradients leave state that is flushed to zero in step 32.
            (T[] Parameters, T[] State) Run(WorkerTeam? team)
            {
                System.Random random = new(value.Seed);
                T[] parameters = Draw(random, value.Count, 1), gradients = Draw(random, value.Count, 1);
                T[] vanishing = Draw(random, value.Count, typeof(T) == typeof(float) ? 1e-38 : 1e-307);
                Optimizer<T> optimizer = Optimizer<T>.Create(create(value.Count), value.Count, 0.01);
                for (int step = 0; step < 33; step++) optimizer.Step(parameters, step == 3 ? gradients : vanishing, team);
                return (parameters, optimizer.State.ToArray());
            }
        });
    }

    private static T[] Draw(System.Random random, int count, double scale) =>
        [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(scale * (random.NextDouble() - 0.5)))];
}

public sealed class DoubleTeamStepTests : TeamStepLaws<double>;

public sealed class SingleTeamStepTests : TeamStepLaws<float>;
