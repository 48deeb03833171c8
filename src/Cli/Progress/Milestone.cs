namespace SimdOptim.Cli.Progress;

/// <summary>A moment of a training, to be shown.</summary>
/// <param name="Epoch">The epoch just finished, from 0.</param>
/// <param name="Epochs">All epochs.</param>
/// <param name="Cost">Its cost.</param>
/// <param name="Accuracy">The accuracy when it was last measured; NaN for regression.</param>
/// <param name="First">The first epoch that was trained: not 0 where a training goes on.</param>
/// <param name="Elapsed">The time since that one was finished: it compiles the code and tells nothing about the others.</param>
internal sealed record Milestone(int Epoch, int Epochs, double Cost, double Accuracy, int First, TimeSpan Elapsed)
{
    /// <summary>Whether enough has been seen to tell the speed.</summary>
    public bool HasSpeed => Epoch > First && Elapsed > TimeSpan.Zero;

    public double EpochsPerSecond => (Epoch - First) / Elapsed.TotalSeconds;

    public TimeSpan TimeLeft => Elapsed / (Epoch - First) * (Epochs - Epoch - 1);
}
