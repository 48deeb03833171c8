using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SimdOptim.Benchmarks.Peers;

/// <summary>The functions of FANN, in its float build, that a network needs.</summary>
internal static unsafe partial class Fann
{
    public const int TrainBatch = 1;
    public const int LinearPiece = 10;
    public const int SigmoidStepwise = 4;

    private const string Library = "libfann.so.2";

    public static bool TryLoad() => NativeLibrary.TryLoad(Library, out _);

    [LibraryImport(Library, EntryPoint = "fann_create_standard_array")]
    public static partial nint Create(uint layerCount, uint* layers);

    [LibraryImport(Library, EntryPoint = "fann_destroy")]
    public static partial void Destroy(nint network);

    [LibraryImport(Library, EntryPoint = "fann_set_activation_function_hidden")]
    public static partial void SetHiddenActivation(nint network, int function);

    [LibraryImport(Library, EntryPoint = "fann_set_activation_function_output")]
    public static partial void SetOutputActivation(nint network, int function);

    [LibraryImport(Library, EntryPoint = "fann_set_training_algorithm")]
    public static partial void SetTrainingAlgorithm(nint network, int algorithm);

    [LibraryImport(Library, EntryPoint = "fann_set_learning_rate")]
    public static partial void SetLearningRate(nint network, float rate);

    [LibraryImport(Library, EntryPoint = "fann_create_train_from_callback")]
    public static partial nint CreateData(
        uint count, uint inputs, uint outputs, delegate* unmanaged[Cdecl]<uint, uint, uint, float*, float*, void> fill);

    [LibraryImport(Library, EntryPoint = "fann_destroy_train")]
    public static partial void DestroyData(nint data);

    /// <summary>Takes one step on the whole batch and returns the mean squared error before it.</summary>
    [LibraryImport(Library, EntryPoint = "fann_train_epoch")]
    public static partial float TrainEpoch(nint network, nint data);

    /// <summary>
    /// Infers one sample. A small network takes tens of nanoseconds, to which a GC transition would add considerably.
    /// </summary>
    [LibraryImport(Library, EntryPoint = "fann_run")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl), typeof(CallConvSuppressGCTransition)])]
    public static partial float* Run(nint network, float* inputs);
}
