using System.Globalization;
using SimdOptim.Storage;

namespace SimdOptim.Cli.Soaking;

/// <summary>Checks that no checkpoint is lost or damaged when a training is killed.</summary>
/// <param name="path">The folder of its checkpoints.</param>
/// <param name="faults">Receives what goes wrong.</param>
internal sealed class CheckpointWatch(string path, Faults faults)
{
    private readonly CheckpointFolder _folder = new(path);

    /// <summary>The number of epochs in the newest checkpoint.</summary>
    public int Epochs { get; private set; }

    /// <summary>Checks that each checkpoint is intact and the newest no older than before.</summary>
    /// <param name="moment">The time of the check, for messages.</param>
    public void Check(string moment)
    {
        int found = 0;
        foreach (string checkpoint in _folder.FindAll())
        {
            try
            {
                using SafetensorsFile file = SafetensorsFile.Open(checkpoint);
                found = Math.Max(found, int.Parse(file.Metadata["simdoptim.epoch"], CultureInfo.InvariantCulture));
                if (file.VerifyDigest() == DigestState.Correct) continue;
            }
            catch (Exception fault) when (fault is InvalidDataException or FormatException or KeyNotFoundException)
            {
                // Reported below.
            }

            faults.Add($"{moment}: {Path.GetFileName(checkpoint)} is damaged");
        }

        faults.Expect(found >= Epochs, $"{moment}: {found} epochs in the newest checkpoint, where {Epochs} had been");
        Epochs = found;
    }
}
