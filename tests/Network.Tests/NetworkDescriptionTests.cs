using System.Globalization;

namespace SimdOptim.Tests;

public class NetworkDescriptionTests
{
    [Fact]
    public void Layers_shapes_and_parameters_stand_in_columns_whatever_the_culture()
    {
        Network<float> network = new NetworkBuilder<float>(2).Dense(5).ReLU().Dense(250).ReLU().Dense(10).Softmax().Build();
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.NumberFormat.NumberGroupSeparator, other.NumberFormat.NegativeSign) = (".", "~");
        CultureInfo.CurrentCulture = other;
        try
        {
            Assert.Equal(
                """
                layer     output shape  parameters
                input     [batch, 2]
                dense1    [batch, 5]            15
                relu1     [batch, 5]             0
                dense2    [batch, 250]       1,500
                relu2     [batch, 250]           0
                dense3    [batch, 10]        2,510
                softmax1  [batch, 10]            0
                total                        4,025

                """,
                network.ToString());
            Assert.Equal(network.ToString(), network.Describe());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Buffers_are_counted_apart()
    {
        Network<double> network = new([new CountingLayer(1_000_000_000), new CountingLayer(1_000_000_000)]);

        Assert.Equal(
            """
            layer      output shape         parameters
            input      [batch, 1000000000]
            counting1  [batch, 1000000000]           0
            counting2  [batch, 1000000000]           0
            total                                    0
            buffers: 2 values, learned without gradients

            """,
            network.Describe());
    }

    [Fact]
    public void The_names_are_those_of_the_layout() => Laws.Check(RandomNetwork.Any, random =>
    {
        Network<float> network = random.Build<float>(withOutput: true);
        string[] lines = network.Describe().Split('\n')[2..^2];
        string[] withParameters = [.. lines.Where(line => !line.EndsWith(" 0")).Select(line => line.Split(' ')[0])];
        return Fault.Unless(lines.Length == network.Layers.Count, "there is not a line for each layer")
            ?? Fault.Unless(
                withParameters.SequenceEqual(network.Layout.Tensors.Select(tensor => tensor.Name.Split('.')[0]).Distinct()),
                "the layers with parameters are others");
    });
}
