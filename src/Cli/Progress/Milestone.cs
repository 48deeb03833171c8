namespace SimdOptim.Cli.Progress;

/// <summary>A moment of a training, to be shown.</summary>
/// <param name="Epoch">The epoch just finished, from 0.</param>
/// <param name="Epochs">All epochs.</param>
/// <param name="Cost">Its cost.</param>
/// <param name="Accuracy">The accuracy when it was last measured; NaN for regression.</param>
/// <param name="Elapsed">The time since the first epoch was finished: that one compiles the code and tells nothing about the others.</param>
internal sealed record Milestone(int Epoch, int Epochs, double Cost, double Accuracy, TimeSpan Elapsed)
{
    /// <summary>Whether enough has been seen to tell the speed.</summary>
    public bool HasSpeed => Epoch > 0 && Elapsed > TimeSpan.Zero;

    public double EpochsPerSecond => Epoch / Elapsed.TotalSeconds;

    public TimeSpan TimeLeft => Elapsed / Epoch * (Epochs - Epoch - 1);
}
