using System.Globalization;

namespace SimdOptim.Training;

/// <summary>How far the training of a checkpoint had come, which the name of its file says.</summary>
/// <param name="Epochs">The number of finished epochs.</param>
/// <param name="Steps">The number of steps of the next epoch.</param>
internal readonly record struct CheckpointPlace(int Epochs, int Steps) : IComparable<CheckpointPlace>
{
    private const string EpochPrefix = "epoch-";
    private const string StepPrefix = "-step-";
    private const string Suffix = ".safetensors";

    public string FileName => Steps == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{EpochPrefix}{Epochs}{Suffix}")
        : string.Create(CultureInfo.InvariantCulture, $"{EpochPrefix}{Epochs}{StepPrefix}{Steps}{Suffix}");

    /// <summary>Reads the name of a file; null if it is not a checkpoint's.</summary>
    public static CheckpointPlace? Read(string fileName)
    {
        if (!fileName.StartsWith(EpochPrefix, StringComparison.Ordinal) || !fileName.EndsWith(Suffix, StringComparison.Ordinal))
            return null;
        string[] numbers = fileName[EpochPrefix.Length..^Suffix.Length].Split(StepPrefix);
        int steps = 0;
        if (numbers.Length > 2 || !TryRead(numbers[0], out int epochs) || (numbers.Length == 2 && !TryRead(numbers[1], out steps))) return null;
        return new CheckpointPlace(epochs, steps);
    }

    public int CompareTo(CheckpointPlace other) => (Epochs, Steps).CompareTo((other.Epochs, other.Steps));

    private static bool TryRead(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
