using SimdOptim.Optimizers;

namespace SimdOptim.Tests;

public class ParameterLayoutTests
{
    [Fact]
    public void The_tensors_cover_the_parameters_without_gap_or_overlap() =>
        Laws.Check(RandomNetwork.Any, random =>
        {
            ParameterLayout layout = random.Begin<float>().Build().Layout;
            int end = 0;
            foreach (ParameterTensor tensor in layout.Tensors)
            {
                if (tensor.Offset != end || tensor.Count < 1 || !tensor.Range.Equals(end..(end + (tensor.Rows * tensor.Columns))))
                    return false;
                end += tensor.Count;
            }

            return end == layout.Count && layout.Tensors.DistinctBy(tensor => tensor.Name).Count() == layout.Tensors.Count;
        }, 200);

    [Fact]
    public void Weights_are_all_but_the_biases() =>
        Laws.Check(RandomNetwork.Any, random =>
        {
            ParameterLayout layout = random.Begin<float>().Build().Layout;
            ParameterRanges ranges = layout.Weights;
            return layout.Tensors.All(tensor =>
                Enumerable.Range(tensor.Offset, tensor.Count).All(i => ranges.Contains(i) != tensor.Name.EndsWith(".bias")));
        }, 100);

    [Fact]
    public void A_tensor_is_found_by_its_name()
    {
        ParameterLayout layout = new NetworkBuilder<float>(2).Dense(5).ReLU().Dense(3).Softmax().Build().Layout;

        Assert.Equal(new ParameterTensor("dense1.weight", 0, 2, 5, TensorKind.Weight), layout["dense1.weight"]);
        Assert.Equal(new ParameterTensor("dense1.bias", 10, 1, 5, TensorKind.Bias), layout["dense1.bias"]);
        Assert.Equal(new ParameterTensor("dense2.weight", 15, 5, 3, TensorKind.Weight), layout["dense2.weight"]);
        Assert.Equal(new ParameterTensor("dense2.bias", 30, 1, 3, TensorKind.Bias), layout["dense2.bias"]);
        Assert.Equal(33, layout.Count);
        ArgumentException fault = Assert.Throws<ArgumentException>("name", () => layout["dense3.bias"]);
        Assert.Contains("dense3.bias", fault.Message);
        Assert.Contains("dense1.weight, dense1.bias, dense2.weight, dense2.bias", fault.Message);
    }
}
