using System.Numerics;
using SimdOptim.Layers;
using SimdOptim.Optimizers;
using SimdOptim.Storage;

namespace SimdOptim.Tests.Storage;

/// <summary>What holds of every network that is written and read again.</summary>
public abstract class NetworkFileLaws<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_network_is_rebuilt_from_its_file_alone() => Laws.Check(
        StoredCase.Any,
        one =>
        {
            Network<T> network = one.Build<T>();
            network.Save(_folder.File);
            Network<T> loaded = Network<T>.Load(_folder.File);
            byte[] first = File.ReadAllBytes(_folder.File);
            loaded.Save(_folder.File);
            return Fault.IfBitsDiffer<T>(network.Parameters, loaded.Parameters, "parameters")
                ?? Fault.IfBitsDiffer<T>(network.Buffers, loaded.Buffers, "buffers")
                ?? Fault.Unless(network.Describe() == loaded.Describe(), "other layers")
                ?? Fault.Unless(first.AsSpan().SequenceEqual(File.ReadAllBytes(_folder.File)), "another file, so other options");
        },
        300);

    [Fact]
    public void Names_and_shapes_are_those_of_PyTorchs_Sequential() => Laws.Check(
        StoredCase.Any,
        one =>
        {
            Network<T> network = one.Build<T>();
            network.Save(_folder.File);
            PlainSafetensors plain = PlainSafetensors.Read(File.ReadAllBytes(_folder.File));
            string type = typeof(T) == typeof(float) ? "F32" : "F64";
            foreach ((string name, (string found, long[] shape, _)) in plain.Tensors.Where(tensor => !tensor.Key.StartsWith("mask.")))
            {
                string[] parts = name.Split('.');
                string layer = LayerLayout.NamesOf(network.Layers)[int.Parse(parts[0])];
                ParameterLayout layout = parts[1].StartsWith("running") ? network.BufferLayout : network.Layout;
                ParameterTensor tensor = layout[$"{layer}.{parts[1]}"];
                T[] values = (layout == network.Layout ? network.Parameters : network.Buffers)[tensor.Range].ToArray();
                long[] expected = tensor.Kind == TensorKind.Weight ? [tensor.Columns, tensor.Rows] : [tensor.Columns];
                double[] numbers = plain.Numbers(name);
                if (found != type || !shape.SequenceEqual(expected)) return $"{name} is {found} [{string.Join(',', shape)}]";
                for (int i = 0; i < values.Length; i++)
                {
                    int place = expected.Length == 1 ? i : (i % tensor.Columns * tensor.Rows) + (i / tensor.Columns);
                    if (numbers[place] != double.CreateChecked(values[i])) return $"{name} differs at {i}";
                }
            }

            return Fault.Unless(
                plain.Tensors.Keys.Count(name => !name.StartsWith("mask.")) == network.Layout.Tensors.Count + network.BufferLayout.Tensors.Count,
                "a tensor is missing");
        });

    [Fact]
    public void An_optimizer_goes_on_where_it_stopped() => Laws.Check(
        StoredCase.Any,
        one =>
        {
            Network<T> network = one.Build<T>();
            Optimizer<T> optimizer = Optimizer<T>.Create(new Adam(), network.ParameterCount, 0.01), fresh = Optimizer<T>.Create(new Adam(), network.ParameterCount, 0.01);
            T[] gradients = network.Parameters.ToArray();
            for (int step = 0; step < 3; step++) optimizer.Step(network.Parameters, gradients);
            network.Save(_folder.File, optimizer);
            network.LoadOptimizer(_folder.File, fresh);
            return Fault.IfBitsDiffer<T>(optimizer.State, fresh.State, "state") ?? Fault.Unless(fresh.StepCount == 3, "another step");
        },
        50);

    [Fact]
    public void Bytes_of_the_optimizer_are_not_read_to_infer()
    {
        Network<T> network = new NetworkBuilder<T>(50).Dense(40).BatchNorm().Dense(30).Build();
        network.Save(_folder.File, Optimizer<T>.Create(new Adam(), network.ParameterCount, 0.01));
        using RecordingStream stream = new(File.ReadAllBytes(_folder.File));
        using SafetensorsFile file = SafetensorsFile.Open(stream, "x");
        long payload = stream.Length - file.Tensors.Sum(tensor => tensor.ByteCount);
        _ = NetworkFile.Load<T>(file);
        foreach (SafetensorsTensor tensor in file.Tensors)
        {
            bool isRead = stream.WasRead(payload + tensor.Offset, tensor.ByteCount);
            Assert.Equal(!tensor.Name.StartsWith("optimizer."), isRead);
        }
    }

    [Fact]
    public void Every_kind_of_layer_has_its_place_in_the_random_networks()
    {
        Type[] kinds = [.. typeof(Layer<>).Assembly.GetTypes()
            .Where(type => type is { IsPublic: true, IsAbstract: false, BaseType.IsGenericType: true } && type.BaseType.GetGenericTypeDefinition() == typeof(Layer<>))];
        Network<T> all = new StoredCase(3, [.. Enumerable.Range(0, StoredCase.KindCount)], 1).Build<T>();
        Assert.NotEmpty(kinds);
        Assert.Empty(kinds.Except(all.Layers.Select(layer => layer.GetType().GetGenericTypeDefinition())));
    }
}

public sealed class SingleNetworkFileTests : NetworkFileLaws<float>;

public sealed class DoubleNetworkFileTests : NetworkFileLaws<double>;
