using System.Runtime.InteropServices;

namespace SimdOptim.Cli.Soaking;

/// <summary>A thread that infers with a network that other threads use too, and compares every bit.</summary>
internal sealed class InferenceThread : IDisposable
{
    private const int BatchSize = 7;

    private readonly Network<float> _network;
    private readonly float[] _inputs; // [samples, InputCount]
    private readonly float[] _expected; // [samples, OutputCount]
    private readonly Workspace<float> _workspace;
    private readonly Faults _faults;
    private readonly Thread _thread;
    private volatile bool _isEnded;
    private long _inferences;
    private long _allocated;

    /// <summary>Starts the thread.</summary>
    /// <param name="network">The network, which is not being trained.</param>
    /// <param name="inputs"><c>[samples, InputCount]</c></param>
    /// <param name="number">The number of the thread, for its name.</param>
    /// <param name="faults">Receives what goes wrong.</param>
    public InferenceThread(Network<float> network, ReadOnlySpan<float> inputs, int number, Faults faults)
    {
        _network = network;
        _inputs = inputs.ToArray();
        _expected = new float[inputs.Length / network.InputCount * network.OutputCount];
        _workspace = network.CreateWorkspace(BatchSize);
        _faults = faults;
        for (int sample = 0; sample * network.InputCount < inputs.Length; sample += BatchSize)
            Predict(sample).CopyTo(_expected.AsSpan(sample * network.OutputCount));
        _thread = new Thread(Run) { Name = $"inference {number}", IsBackground = true };
        _thread.Start();
    }

    public long Inferences => Volatile.Read(ref _inferences);

    /// <summary>The bytes that the thread has allocated since it started.</summary>
    public long AllocatedBytes => Volatile.Read(ref _allocated);

    /// <summary>Ends the thread and waits for it.</summary>
    public void Dispose()
    {
        _isEnded = true;
        _thread.Join();
    }

    private void Run()
    {
        long atStart = GC.GetAllocatedBytesForCurrentThread();
        while (!_isEnded)
        {
            for (int sample = 0; sample * _network.InputCount < _inputs.Length && !_isEnded; sample += BatchSize) Compare(sample);
            Volatile.Write(ref _allocated, GC.GetAllocatedBytesForCurrentThread() - atStart);
        }
    }

    private void Compare(int sample)
    {
        ReadOnlySpan<float> outputs = Predict(sample);
        ReadOnlySpan<float> expected = _expected.AsSpan(sample * _network.OutputCount, outputs.Length);
        if (!MemoryMarshal.AsBytes(outputs).SequenceEqual(MemoryMarshal.AsBytes(expected)))
            _faults.Add($"{_thread.Name}: different outputs from sample {sample} on");
        Volatile.Write(ref _inferences, _inferences + 1);
    }

    private ReadOnlySpan<float> Predict(int sample)
    {
        int start = sample * _network.InputCount, length = Math.Min(BatchSize * _network.InputCount, _inputs.Length - start);
        return _network.Predict(_inputs.AsSpan(start, length), _workspace);
    }
}
