using SimdOptim.Simd.Matrices;
using SimdOptim.Threading;

namespace SimdOptim.Layers;

/// <summary>The outputs of a dense layer, shared among a team where that saves time.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal unsafe struct DenseForwardJob<T> : ITeamJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private MatrixOperands<T> _product;
    private ProductParts _parts;

    /// <summary>Computes <c>X·W + b</c>, and runs an epilogue over it.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run(
        Dense<T> layer, in ForwardPass<T> pass, Rows<T> outputs, delegate*<void*, T*, nint, int, int, void> epilogue, void* state)
    {
        fixed (T* inputs = pass.Inputs.Span, parameters = pass.Parameters, destination = outputs.Span)
        {
            int batch = outputs.Count;
            layer.WriteProduct(
                inputs, pass.Inputs.Stride, parameters, destination, outputs.Stride, batch, out MatrixOperands<T> product);
            product.Epilogue = epilogue;
            product.State = state;
            long work = (long)batch * layer.WeightCount;
            if (pass.Team is { } team && team.IsWorth(work)) Share(in product, team, work);
            else MatrixMultiply.Run(ref product);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Share(in MatrixOperands<T> product, WorkerTeam team, long work)
    {
        DenseForwardJob<T> job = new() { _product = product, _parts = new ProductParts(product.Rows, product.Columns, team.Threads) };
        if (job._parts.Count > 1) team.Run(job, job._parts.Count, work);
        else job.Run(0);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run(int part)
    {
        ((int start, int end), (int first, int behind)) = _parts[part];
        MatrixOperands<T> product = _product;
        product.MoveDown(start);
        product.MoveRight(first);
        product.RightRoom -= first;
        product.DestinationRoom -= first;
        product.Rows = end - start;
        product.Columns = behind - first;
        MatrixMultiply.Run(ref product);
    }
}
