namespace SimdOptim.Tests;

/// <summary>The collection of tests that observe the whole process. No other tests run at the same time.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
