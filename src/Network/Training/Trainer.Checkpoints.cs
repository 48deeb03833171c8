using System.Security.Cryptography;
using SimdOptim.Data;
using SimdOptim.Diagnostics;
using SimdOptim.Randomness;
using SimdOptim.Storage;

namespace SimdOptim.Training;

// Stopping and going on.
public sealed partial class Trainer<T>
{
    private string? _dataText;

    /// <summary>
    /// Writes all that the training depends on to a safetensors file, atomically: after an epoch, from the callback of
    /// <see cref="Train"/>, or when that has ended or was cancelled. A training that goes on from it has the bits of one that
    /// never stopped.
    /// </summary>
    /// <param name="path">The file; replaced if it is there. <see cref="Network{T}.Load"/> opens it too.</param>
    /// <param name="metadata">Texts to keep beside, by names that do not begin with <c>simdoptim.</c>; or null.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is null or empty, or <paramref name="metadata"/> has a name that is the library's,
    /// a null, half of a surrogate pair, or over ten million characters.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// A dropout has masks of the caller's own, which no file could bring back.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written; one that was there before is unchanged.</exception>
    public void SaveCheckpoint(string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
#if DEBUG
        using SingleThreadGuard guard = Enter();
#endif
        SafetensorsWriter writer = NetworkFile.Begin(_network, metadata);
        NetworkFile.Add(writer, _network, _optimizer);
        foreach ((string key, string text) in Describe()) writer.AddMetadata(key, text);
        EpochResult[] epochs = History.Epochs.ToArray();
        new TrainingState(_lowestCost, _optimizer.LearningRate, [.. _rateFactors], epochs, StepsIntoEpoch, _stopped.CostSum)
            .Write(writer);
        if (_options.StopsOnDivergence) LastGood.Write(writer, _network, _lastGood);
        AtomicFile.Write(path, writer.WriteTo);
        if (TrainingEvents.Log.IsEnabled()) TrainingEvents.Log.CheckpointWritten(History.Count, path);
    }

    /// <summary>
    /// Takes up a training where a checkpoint left it; <see cref="Train"/> goes on with the next step. Network, optimizer, data
    /// and options must be made as they were; only the number of epochs may be another.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The metadata of the file, those that <see cref="SaveCheckpoint"/> was given among them.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="InvalidOperationException">This trainer has trained already.</exception>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read, is damaged, is no checkpoint, or one of another training; nothing has changed.
    /// </exception>
    public IReadOnlyDictionary<string, string> LoadCheckpoint(string path)
    {
#if DEBUG
        using SingleThreadGuard guard = Enter();
#endif
        if (History.Count > 0 || _stopped.Samples > 0 || _rateFactors.Count > 0)
            throw new InvalidOperationException("The trainer has trained already; make a new one.");
        using SafetensorsFile file = SafetensorsFile.Open(path);
        file.RefuseDamage();
        Restore(file);
        return file.Metadata;
    }

    internal void Restore(SafetensorsFile file)
    {
        NetworkFile.RefuseOtherVersions(file);
        RefuseOther(file, MetadataKeys.Architecture, Architecture.Write(_network));
        foreach ((string key, string text) in Describe()) RefuseOther(file, key, text);
        _ = NetworkFile.Check(file, _network.Layers);
        TrainingState state = TrainingState.Read(file, _options.Epochs, (int)((_data.Count - 1) / SamplesPerStep));
        (long stepCount, long skippedSteps, T[] slots) = NetworkFile.ReadOptimizer(file, _network, _optimizer);
        Action<Snapshot<T>> setLastGood = LastGood.Read(file, _network, _optimizer);
        NumPyRandom[] streams = MaskStreams.Read(file, MaskStreams.Of(_network.Layers).Count);
        NetworkFile.LoadParameters(file, _network); // the first write, and its own last check

        MaskStreams.Restore(_network.Layers, streams);
        _optimizer.Restore(stepCount, slots, skippedSteps: skippedSteps);
        setLastGood(_lastGood);
        foreach (double factor in state.RateFactors)
        {
            _rateFactors.Add(factor);
            _ = TryScaleSchedule(factor);
        }

        _optimizer.LearningRate = state.LearningRate;
        _lowestCost = state.LowestCost;
        History = new TrainingHistory(_options.Epochs);
        foreach (EpochResult epoch in state.Epochs) History.Add(epoch);
        _stopped = new StoppedEpoch(History.Count, (int)(state.StepsIntoEpoch * SamplesPerStep), state.CostSum);
        _isResumed = true;
    }

    private static void RefuseOther(SafetensorsFile file, string key, string expected)
    {
        string found = NetworkFile.Text(file, key);
        if (found == expected) return;
        throw file.FaultOfMetadata(
            key, $"expected {FileFault.Shown(expected, 200)} as in this training, found {FileFault.Shown(found, 200)}");
    }

    /// <summary>What must be the same when a training goes on.</summary>
    private IEnumerable<(string Key, string Text)> Describe()
    {
        _dataText ??= DescribeData(_data);
        return
        [
            (MetadataKeys.Training + "precision", typeof(T).Name),
            (MetadataKeys.Training + "data", _dataText),
            (MetadataKeys.Training + "loss", _loss.ToString()!),
            (MetadataKeys.Training + "l2", FormattableString.Invariant($"{_options.L2}")),
            (MetadataKeys.Training + "batch_size", FormattableString.Invariant($"{_batchSize}")),
            (MetadataKeys.Training + "accumulation_steps", FormattableString.Invariant($"{_options.AccumulationSteps}")),
            (MetadataKeys.Training + "non_finite_guard", _optimizer.NonFiniteGuard.ToString()),
            (MetadataKeys.Training + "shuffle_seed", FormattableString.Invariant($"{_options.ShuffleSeed}")),
            (MetadataKeys.Training + "schedule", _scheduleText),
        ];
    }

    private static string DescribeData(DataSet<T> data)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        TensorWriter writer = new(Stream.Null, hash);
        writer.Write(data.Features);
        writer.Write(data.Targets);
        string digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        return FormattableString.Invariant(
            $"{data.Count} samples, {data.FeatureCount} features, {data.ClassCount} classes, sha256 {digest}");
    }
}
