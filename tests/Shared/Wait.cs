using System.Diagnostics;

namespace SimdOptim.Tests;

/// <summary>Waits with a limit that only a hang reaches, so that a fault ends in a message.</summary>
internal static class Wait
{
    public static TimeSpan Limit { get; } = TimeSpan.FromMinutes(3);

    /// <summary>Waits until a condition holds, or fails.</summary>
    /// <param name="condition">The condition, checked every few milliseconds.</param>
    /// <param name="what">The condition in words.</param>
    public static async Task Until(Func<bool> condition, string what)
    {
        for (Stopwatch watch = Stopwatch.StartNew(); !condition(); await Task.Delay(5))
            Assert.True(watch.Elapsed < Limit, $"After {Limit} it is still not so that {what}.");
    }

    /// <summary>Returns the result of a task, or fails.</summary>
    public static async Task<T> For<T>(Task<T> task, string what)
    {
        await Until(() => task.IsCompleted, $"{what} has ended");
        return await task;
    }

    /// <summary>Waits for the end of a process, or ends it and fails.</summary>
    public static async Task ForExit(Process process, string what)
    {
        try
        {
            await Until(() => process.HasExited, $"{what} has ended");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Runs a program to its end, and expects it to succeed.</summary>
    public static async Task Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        await ForExit(process, program);
        Assert.Equal(0, process.ExitCode);
    }
}
