using System.Runtime.CompilerServices;
using FsCheck.Fluent;
using SimdOptim.Optimizers;
using SimdOptim.Threading;

namespace SimdOptim.Tests.Threading;

public sealed class WorkerTeamTests
{
    /// <summary>An amount of work for which sleeping workers are woken.</summary>
    private const long Waking = long.MaxValue;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void Every_part_of_every_job_is_done_once() =>
        Laws.Check(
            (from threads in Gen.Choose(1, 4) from parts in Gen.Choose(1, 40).ArrayOf() select (threads, parts)).ToArbitrary(),
            teamwork =>
            {
                using WorkerTeam team = new(teamwork.threads);
                foreach (int parts in teamwork.parts)
                {
                    int[] counts = new int[parts];
                    Run(team, part => counts[part]++, parts);
                    if (counts.Any(count => count != 1)) return $"done so often: {string.Join(' ', counts)}";
                }

                return null;
            });

    [Fact]
    public void Many_tiny_jobs_in_a_row_lose_no_part_and_read_what_the_previous_job_wrote()
    {
        using WorkerTeam team = new(3);
        long[] sums = new long[7];
        for (int job = 0; job < 200_000; job++)
        {
            // Each part reads what another thread may have written in the previous job. Only the team orders these accesses.
            int turn = job;
            if (job % 1000 == 999) Thread.Sleep(1); // so that workers sometimes fall asleep
            team.Run(new Adding(sums, turn), sums.Length, job % 2 == 0 ? Waking : 0);
        }

        Assert.All(sums, sum => Assert.Equal(200_000L * 199_999 / 2, sum));
    }

    [Fact]
    public void Parts_are_done_by_threads_of_the_team_at_the_same_time()
    {
        using WorkerTeam team = new(3);
        using Barrier barrier = new(3); // releases three threads at the same time
        HashSet<string?> names = [];
        Run(
            team,
            _ =>
            {
                Assert.True(barrier.SignalAndWait(_patience));
                lock (names) names.Add(team.Workers.Contains(Thread.CurrentThread) ? Thread.CurrentThread.Name : "caller");
            },
            3);
        Assert.Equal(["SimdOptim worker 1", "SimdOptim worker 2", "caller"], names.Order());
        Assert.Equal(3, team.Threads);
        Assert.All(team.Workers, worker => Assert.True(worker.IsBackground));
    }

    [Fact]
    public void An_exception_on_a_worker_reaches_the_caller_and_the_team_stays_usable()
    {
        using WorkerTeam team = new(2);
        using Barrier barrier = new(2);
        int caller = Environment.CurrentManagedThreadId;
        InvalidTimeZoneException fault = Assert.Throws<InvalidTimeZoneException>(() => Run(
            team,
            _ =>
            {
                Assert.True(barrier.SignalAndWait(_patience));
                if (Environment.CurrentManagedThreadId != caller) throw new InvalidTimeZoneException("by a worker");
            },
            2));
        Assert.Equal("by a worker", fault.Message);
        Assert.Contains(nameof(An_exception_on_a_worker_reaches_the_caller_and_the_team_stays_usable), fault.StackTrace);

        int[] counts = new int[5];
        Run(team, part => counts[part]++, 5);
        Assert.Equal([1, 1, 1, 1, 1], counts);
    }

    [Fact]
    public void An_exception_on_the_caller_is_rethrown_after_all_parts_have_ended()
    {
        using WorkerTeam team = new(4);
        for (int repetition = 0; repetition < 200; repetition++)
        {
            int running = 0;
            Assert.Throws<InvalidTimeZoneException>(() => Run(
                team,
                part =>
                {
                    Interlocked.Increment(ref running);
                    if (part % 3 == 0)
                    {
                        Interlocked.Decrement(ref running);
                        throw new InvalidTimeZoneException();
                    }

                    Thread.SpinWait(500);
                    Interlocked.Decrement(ref running);
                },
                10));
            Assert.Equal(0, Volatile.Read(ref running));
        }
    }

    [Fact]
    public void A_team_supports_one_caller_at_a_time()
    {
        using WorkerTeam team = new(2);
        InvalidOperationException fault = Assert.Throws<InvalidOperationException>(
            () => Run(team, _ => Run(team, _ => { }, 2), 2));
        Assert.Contains("one caller at a time", fault.Message);
        Run(team, _ => { }, 2);
    }

    [Fact]
    public void A_disposed_team_has_ended_its_threads_and_throws()
    {
        WorkerTeam team = new(3);
        Run(team, _ => { }, 3);
        team.Dispose();
        team.Dispose();
        Assert.All(team.Workers, worker => Assert.False(worker.IsAlive));
        Assert.Throws<ObjectDisposedException>(() => Run(team, _ => { }, 3));

        float[] parameters = [1];
        Optimizer<float> optimizer = Optimizer<float>.Create(new Adam(), 1, 0.1);
        Assert.Throws<ObjectDisposedException>(() => optimizer.Step(parameters, [1], team)); // even without work to share
        Assert.Equal([1], parameters);
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact]
    public void A_collected_team_ends_its_threads()
    {
        IReadOnlyList<Thread> workers = Forget();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.All(workers, worker => Assert.True(worker.Join(_patience)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(257)]
    public void An_invalid_number_of_threads_is_refused(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => new WorkerTeam(threads));

    [Fact]
    public void A_team_of_one_and_small_work_stay_on_the_caller()
    {
        using WorkerTeam one = new(1), two = new(2);
        Assert.False(one.IsWorth(long.MaxValue));
        Assert.False(two.IsWorth(64 * 2 * 5 * 3));
        Assert.True(two.IsWorth(128L * 784 * 512));
        int[] counts = new int[3];
        Run(one, part => counts[part]++, 3);
        Assert.Equal([1, 1, 1], counts);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IReadOnlyList<Thread> Forget()
    {
        WorkerTeam team = new(3);
        Run(team, _ => { }, 3);
        return team.Workers;
    }

    private static void Run(WorkerTeam team, Action<int> part, int parts) => team.Run(new ActionJob(part), parts, Waking);

    private readonly struct Adding(long[] sums, int turn) : ITeamJob
    {
        public void Run(int part) => sums[part] += turn;
    }
}
