namespace SimdOptim.Cli.Progress;

/// <summary>A moment of a training, to be shown.</summary>
/// <param name="Epoch">The epoch just finished, from 0.</param>
/// <param name="Epochs">All epochs.</param>
/// <param name="Cost">Its cost.</param>
/// <param name="Accuracy">The accuracy when it was last measured.</param>
/// <param name="Elapsed">The time since the beginning.</param>
internal sealed record Milestone(int Epoch, int Epochs, double Cost, double Accuracy, TimeSpan Elapsed)
{
    public double EpochsPerSecond => (Epoch + 1) / Math.Max(Elapsed.TotalSeconds, 1e-6);

    public TimeSpan TimeLeft => Elapsed / (Epoch + 1) * (Epochs - Epoch - 1);
}
