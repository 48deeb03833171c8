namespace SimdOptim.Tests;

/// <summary>What a run of the program came to.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error);
