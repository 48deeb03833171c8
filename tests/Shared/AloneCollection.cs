namespace SimdOptim.Tests;

/// <summary>Tests that listen to the whole process, and so run while no others do.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
