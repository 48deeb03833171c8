using SimdOptim.Data;
using SimdOptim.Losses;

namespace SimdOptim;

/// <content>How well the network does.</content>
public sealed partial class Network<T>
{
    private const int EvaluationBatchSize = 256;

    /// <summary>Measures the mean loss over a data set, and the accuracy or the coefficient of determination.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="workspace">
    /// A workspace of this network, which no other thread uses meanwhile and whose largest batch is used; null creates one.
    /// With a workspace, nothing is allocated but, once, what the loss needs in a workspace that is not for training.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> or <paramref name="loss"/> is null.</exception>
    /// <exception cref="ArgumentException">Data, loss or workspace does not fit the network.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="workspace"/> was disposed of.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public Evaluation Evaluate(DataSet<T> data, Loss<T> loss, Workspace<T>? workspace = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(loss);
        if (data.FeatureCount != InputCount)
        {
            throw new ArgumentException(
                $"data must have {InputCount} features, one for each input; it has {data.FeatureCount}.", nameof(data));
        }

        loss.Validate(OutputCount, data.ClassCount, data.TargetCount);
        workspace ??= CreateWorkspace(Math.Min(data.Count, EvaluationBatchSize));
        _ = CheckBatch(data.Features[..InputCount], workspace);
        using SingleThreadGuard guard = workspace.Enter();
        return Evaluate(data, loss, workspace, measuresCost: true);
    }

    /// <summary>Returns the share of samples classified correctly, of arguments that were checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal double MeasureAccuracy(DataSet<T> data, Loss<T> loss, Workspace<T> workspace) =>
        Evaluate(data, loss, workspace, measuresCost: false).Accuracy!.Value;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Evaluation Evaluate(DataSet<T> data, Loss<T> loss, Workspace<T> workspace, bool measuresCost)
    {
        bool skipsLast = SkipsLast(loss);
        int correct = 0;
        workspace.PendingBatch = 0;
        double costSum = 0, squares = 0;
        for (int start = 0; start < data.Count; start += workspace.MaxBatchSize)
        {
            int count = Math.Min(workspace.MaxBatchSize, data.Count - start);
            ReadOnlySpan<T> inputs = data.Features.Slice(start * InputCount, count * InputCount);
            ReadOnlySpan<T> targets = data.Targets.Slice(start * data.TargetCount, count * data.TargetCount);
            ReadOnlySpan<T> outputs = workspace.Plan.Forward(inputs, count, skipsLast, isTraining: false, default, workspace.Team);
            if (data.ClassCount > 0) correct += loss.CountCorrect(outputs, targets, OutputCount);
            if (measuresCost)
                costSum += count * loss.Evaluate(outputs, targets, OutputCount, workspace.GetLossGradients(outputs.Length));
            if (data.ClassCount > 0) continue;
            if (skipsLast) outputs = PredictUnchecked(inputs, count, workspace);
            for (int i = 0; i < targets.Length; i++)
            {
                double residual = double.CreateTruncating(targets[i]) - double.CreateTruncating(outputs[i]);
                squares += residual * residual;
            }
        }

        double cost = measuresCost ? costSum / data.Count : double.NaN;
        return data.ClassCount > 0
            ? new Evaluation(cost, (double)correct / data.Count, null)
            : new Evaluation(cost, null, 1 - (squares / SumSquaresAroundMeans(data.Targets, data.TargetCount)));
    }

    /// <summary><c>Σ(y - ȳ)²</c>, with the mean ȳ of each column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumSquaresAroundMeans(ReadOnlySpan<T> targets, int columns)
    {
        double squares = 0;
        for (int column = 0; column < columns; column++)
        {
            double first = double.CreateTruncating(targets[column]), sum = 0; // by differences, equal targets have an exact mean
            for (int i = column; i < targets.Length; i += columns) sum += double.CreateTruncating(targets[i]) - first;
            double mean = first + (sum / (targets.Length / columns));
            for (int i = column; i < targets.Length; i += columns)
            {
                double deviation = double.CreateTruncating(targets[i]) - mean;
                squares += deviation * deviation;
            }
        }

        return squares;
    }
}
