using System.Security.Cryptography;
using SimdOptim.Data;
using SimdOptim.Diagnostics;
using SimdOptim.Randomness;
using SimdOptim.Schedules;
using SimdOptim.Storage;

namespace SimdOptim.Training;

/// <content>Saving a training and resuming it.</content>
public sealed partial class Trainer<T>
{
    private string? _dataDigest;

    /// <summary>
    /// Writes everything that the training depends on to a safetensors file, atomically: after an epoch, from the callback of
    /// <see cref="Train"/>, or after training has ended or was cancelled. A training resumed from it has the same bits as one that
    /// was never stopped.
    /// </summary>
    /// <param name="path">The file; overwritten. <see cref="Network{T}.Load"/> reads it too.</param>
    /// <param name="metadata">Texts to save with it, by names that do not begin with <c>simdoptim.</c>; or null.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is null or empty, or <paramref name="metadata"/> has a name that is the library's,
    /// a null, half of a surrogate pair, or over ten million characters.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// <see cref="TrainEpoch(int)"/> has trained an epoch that does not follow those of <see cref="History"/>.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written; an existing one is unchanged.</exception>
    public void SaveCheckpoint(string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using SingleThreadGuard guard = Enter();
        if (_epochAfterGap is { } epoch)
        {
            throw new InvalidOperationException(
                $"A checkpoint holds the epochs from 0 on, but epoch {epoch} was trained after {History.Count} epochs; "
                + "train them in order.");
        }

        SafetensorsWriter writer = NetworkFile.Begin(_network, metadata);
        NetworkFile.Add(writer, _network, _optimizer);
        writer.AddMetadata(MetadataKeys.Training, DescriptionJson.Write(Describe()));
        EpochResult[] epochs = History.Epochs.ToArray();
        TrainingState state =
            new(_guard.LowestCost, _optimizer.LearningRate, [.. _guard.RateFactors], epochs, StepsIntoEpoch, _stopped.CostSum);
        state.Write(writer);
        _guard.LastGood?.Write(writer);
        AtomicFile.Write(path, writer.WriteTo);
        if (TrainingEvents.Log.IsEnabled()) TrainingEvents.Log.CheckpointWritten(History.Count, path);
    }

    /// <summary>
    /// Resumes the training of a checkpoint: <see cref="Train"/> continues with the next step. Network, optimizer, data and options
    /// must be the same as then; only the number of epochs may differ.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The metadata of the file, which include those given to <see cref="SaveCheckpoint"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="InvalidOperationException">This trainer has trained already.</exception>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read, is damaged, is not a checkpoint, or belongs to another training: then the message names what
    /// differs. Nothing has changed.
    /// </exception>
    public IReadOnlyDictionary<string, string> LoadCheckpoint(string path)
    {
        using SingleThreadGuard guard = Enter();
        if (History.Count > 0 || _epochAfterGap is not null || _stopped.Samples > 0 || _guard.RateFactors.Count > 0)
            throw new InvalidOperationException("The trainer has trained already; make a new one.");
        using SafetensorsFile file = SafetensorsFile.Open(path);
        file.RefuseDamage();
        Restore(file);
        return file.Metadata;
    }

    internal void Restore(SafetensorsFile file)
    {
        NetworkFile.RefuseOtherVersions(file, readsFirst: false);
        Architecture.Of(_network.Layers).RefuseOther(file, Architecture.Read(file));
        NetworkFile.RefuseOther(file, MetadataKeys.Training, Describe());
        _ = NetworkFile.Check(file, _network.Layers);
        TrainingState state = TrainingState.Read(file, _options.Epochs, (int)(_lastBatchStart / SamplesPerStep));
        Action restoreOptimizer = NetworkFile.ReadOptimizer(file, _network, _optimizer), restoreLastGood = _guard.Read(file);
        NumPyRandom[] streams = MaskStreams.Read(file, MaskStreams.Of(_network.Layers).Count);
        NetworkFile.LoadParameters(file, _network); // the last check, and the first write

        MaskStreams.Restore(_network.Layers, streams);
        restoreOptimizer();
        restoreLastGood();
        _guard.LowestCost = state.LowestCost;
        _guard.RateFactors.AddRange(state.RateFactors);
        foreach (double factor in state.RateFactors) _ = TryScaleSchedule(factor);
        _optimizer.LearningRate = state.LearningRate;
        History = new TrainingHistory(_options.Epochs);
        foreach (EpochResult epoch in state.Epochs) _ = History.TryAdd(epoch);
        _stopped = new StoppedEpoch(History.Count, (int)(state.StepsIntoEpoch * SamplesPerStep), state.CostSum);
        _isResumed = true;
    }

    /// <summary>Describes what must be the same when a training is resumed, besides network and optimizer.</summary>
    private Description Describe()
    {
        Description training = new("Training")
        {
            { "precision", typeof(T).Name },
            { "samples", _data.Count },
            { "features", _data.FeatureCount },
            { "classes", _data.ClassCount },
            { "data", _dataDigest ??= ComputeDigest(_data) },
            { "loss", _loss.Describe() },
            { "l2", _options.L2 },
            { "batchSize", _batchSize },
            { "accumulationSteps", _options.AccumulationSteps },
            { "nonFiniteGuard", _optimizer.NonFiniteGuard.ToString() },
            { "shuffleSeed", _options.ShuffleSeed },
            { "schedules", _schedules },
        };
        if (_options.LastBatch != LastBatch.Keep) training.Add("lastBatch", _options.LastBatch.ToString());
        return training;
    }

    private static Description DescribeSchedules(ILearningRateSchedule? byEpoch, ILearningRateSchedule? byStep)
    {
        Description schedules = new("Schedules");
        if (byEpoch is not null) schedules.Add("byEpoch", byEpoch.Describe());
        if (byStep is not null) schedules.Add("byStep", byStep.Describe());
        return schedules;
    }

    /// <summary>Returns the SHA-256 of features and targets, as text.</summary>
    private static string ComputeDigest(DataSet<T> data)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        TensorWriter writer = new(Stream.Null, hash);
        writer.Write(data.Features);
        writer.Write(data.Targets);
        return "sha256 " + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
