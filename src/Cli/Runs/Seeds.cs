namespace SimdOptim.Cli.Runs;

/// <summary>Where the streams of random numbers begin.</summary>
internal sealed record Seeds(uint Data, uint Initial, uint Shuffle, uint Dropout);
