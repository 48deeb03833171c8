using SimdOptim.Storage;

namespace SimdOptim.Training;

/// <summary>The state of a trainer besides network and optimizer. Numbers are tensors in the file, which keep each bit.</summary>
/// <param name="LowestCost">The lowest cost of an epoch, from which an explosion is told.</param>
/// <param name="LearningRate">The learning rate of the last step.</param>
/// <param name="RateFactors">The factors by which retries have multiplied the learning rate, in their order.</param>
/// <param name="Epochs">The results of the finished epochs, from epoch 0.</param>
/// <param name="StepsIntoEpoch">The number of steps taken of the epoch after those.</param>
/// <param name="CostSum">The sum of the costs of the samples of those steps.</param>
internal sealed record TrainingState(
    double LowestCost, double LearningRate, double[] RateFactors, EpochResult[] Epochs, int StepsIntoEpoch, double CostSum)
{
    private const string Rates = NetworkFile.TrainingPrefix + "rates"; // lowest cost, learning rate, factors
    private const string History = NetworkFile.TrainingPrefix + "history"; // [epochs, 4], with NaN for an accuracy that was not measured
    private const string Sum = NetworkFile.TrainingPrefix + "cost_sum"; // of an epoch that was cancelled
    private const int FirstFactor = 2;
    private const int Columns = 4;

    public void Write(SafetensorsWriter writer)
    {
        double[] rates = [LowestCost, LearningRate, .. RateFactors];
        double[] history = [.. Epochs.SelectMany(
            epoch => new[] { epoch.Cost, epoch.LastBatchCost, epoch.Accuracy ?? double.NaN, epoch.LearningRate })];
        writer.AddMetadata(MetadataKeys.Epoch, NetworkFile.Whole(Epochs.Length));
        writer.Add(Rates, [rates.Length], () => rates.AsSpan());
        writer.Add(History, [Epochs.Length, Columns], () => history.AsSpan());
        if (StepsIntoEpoch == 0) return;
        double[] sum = [CostSum];
        writer.AddMetadata(MetadataKeys.EpochStep, NetworkFile.Whole(StepsIntoEpoch));
        writer.Add(Sum, [sum.Length], () => sum.AsSpan());
    }

    /// <summary>Reads and checks the state.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <param name="maxEpochs">The largest number of epochs, an unfinished one included.</param>
    /// <param name="maxSteps">The largest number of steps of an unfinished epoch.</param>
    public static TrainingState Read(SafetensorsFile file, int maxEpochs, int maxSteps)
    {
        long epochs = NetworkFile.Whole(file, MetadataKeys.Epoch);
        (int steps, double sum) = ReadStopped(file, maxSteps);
        if (epochs > maxEpochs - (steps > 0 ? 1 : 0))
        {
            throw file.FaultOfMetadata(
                MetadataKeys.Epoch,
                $"expected at most the {maxEpochs} epochs of this training, found {epochs}{(steps > 0 ? " and a part" : "")}");
        }

        double[] rates = ReadNumbers(file, Rates), history = ReadNumbers(file, History);
        if (rates.Length < FirstFactor || double.IsNaN(rates[0]) || !double.IsFinite(rates[1]) || rates[1] < 0)
            throw file.Fault(Rates, "expected a lowest cost and a learning rate, not negative, found otherwise");
        double[] factors = rates[FirstFactor..];
        if (!Array.TrueForAll(factors, factor => factor is > 0 and <= 1))
            throw file.Fault(Rates, "expected factors above 0 and at most 1, found otherwise");
        if (history.Length != epochs * Columns)
            throw file.Fault(History, $"expected {Columns} numbers for each of {epochs} epochs, found {history.Length}");
        return new TrainingState(rates[0], rates[1], factors, [.. history.Chunk(Columns).Select(Result)], steps, sum);
    }

    private static (int Steps, double CostSum) ReadStopped(SafetensorsFile file, int maxSteps)
    {
        if (!file.Metadata.ContainsKey(MetadataKeys.EpochStep)) return (0, 0);
        long steps = NetworkFile.Whole(file, MetadataKeys.EpochStep);
        if (steps < 1 || steps > maxSteps)
            throw file.FaultOfMetadata(MetadataKeys.EpochStep, $"expected a number of steps from 1 to {maxSteps}, found {steps}");
        double[] sum = ReadNumbers(file, Sum);
        return sum.Length == 1 ? ((int)steps, sum[0]) : throw file.Fault(Sum, $"expected 1 number, found {sum.Length}");
    }

    private static EpochResult Result(double[] row, int epoch) =>
        new(epoch, row[0], row[1], double.IsNaN(row[2]) ? null : row[2], row[3]);

    private static double[] ReadNumbers(SafetensorsFile file, string name)
    {
        if (!file.TryFind(name, out SafetensorsTensor? tensor))
            throw file.Fault(name, "expected a tensor of this name, found none");
        if (tensor.ElementType != ElementType.Double) throw file.Fault(name, $"expected F64, found {tensor.ElementType}");
        double[] numbers = new double[tensor.ByteCount / sizeof(double)];
        file.Read(tensor, numbers.AsSpan());
        return numbers;
    }
}
