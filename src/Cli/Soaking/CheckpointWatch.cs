using System.Globalization;
using SimdOptim.Storage;

namespace SimdOptim.Cli.Soaking;

/// <summary>Sees whether a checkpoint is lost or damaged when a training is killed.</summary>
/// <param name="path">Where its checkpoints are.</param>
/// <param name="faults">Takes what goes wrong.</param>
internal sealed class CheckpointWatch(string path, Faults faults)
{
    private readonly CheckpointFolder _folder = new(path);

    /// <summary>The epochs in the newest checkpoint.</summary>
    public int Epochs { get; private set; }

    /// <summary>Expects each checkpoint to be whole, and the newest to be no older than before.</summary>
    /// <param name="moment">When that is, for messages.</param>
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
                // It is told of below.
            }

            faults.Add($"{moment}: {Path.GetFileName(checkpoint)} is damaged");
        }

        faults.Expect(found >= Epochs, $"{moment}: {found} epochs in the newest checkpoint, where {Epochs} had been");
        Epochs = found;
    }
}
