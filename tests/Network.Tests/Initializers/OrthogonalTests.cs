using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Initializers;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Initializers;

public class OrthogonalTests
{
    private const double Bound = 1e-12;

    private static Arbitrary<(int FanIn, int FanOut, DrawOrder Order, uint Seed)> Shapes { get; } = (
        from fanIn in Gen.Choose(1, 40)
        from fanOut in Gen.Choose(1, 40)
        from order in Gen.Elements(DrawOrder.OutputsFirst, DrawOrder.InputsFirst)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (fanIn, fanOut, order, (uint)seed)).ToArbitrary();

    /// <summary>Only one decomposition A = Q·R has orthonormal Q, triangular R and a positive diagonal; so this is Q.</summary>
    [Fact]
    public void It_is_the_Q_of_normal_numbers_whose_R_has_a_positive_diagonal() => Laws.Check(Shapes, shape =>
    {
        bool outputsFirst = shape.Order == DrawOrder.OutputsFirst;
        (int rows, int columns) = outputsFirst ? (shape.FanOut, shape.FanIn) : (shape.FanIn, shape.FanOut);
        double[] normal = new double[rows * columns], weights = new double[rows * columns];
        new NumPyRandom(shape.Seed).Normal<double>(normal);
        new Orthogonal().Fill(weights, shape.FanIn, shape.FanOut, shape.Order, new NumPyRandom(shape.Seed));
        double[][] a = Vectors(normal, rows, columns), q = Vectors(weights, rows, columns);
        for (int i = 0; i < q.Length; i++)
        {
            for (int j = 0; j < q.Length; j++)
            {
                if (Fault.IfFar(i == j ? 1 : 0, Dot(q[i], q[j]), $"vector {i} times vector {j}", Bound) is { } fault) return fault;
                double r = Dot(q[i], a[j]);
                if (!(i > j ? Math.Abs(r) <= Bound * rows * columns : i < j || r > 0)) return $"R[{i}, {j}] is {r}";
            }
        }

        return null;
    });

    [Theory]
    [InlineData(300, 300)]
    [InlineData(700, 90)]
    [InlineData(1, 500)]
    public void Large_layers_are_orthogonal_too_and_of_length_gain(int fanIn, int fanOut)
    {
        double[] weights = new double[fanIn * fanOut];
        new Orthogonal(Math.Sqrt(2)).Fill(weights, fanIn, fanOut, DrawOrder.InputsFirst, new NumPyRandom(1));
        double[][] vectors = Vectors(weights, fanIn, fanOut);
        for (int i = 0; i < vectors.Length; i++)
        {
            for (int j = 0; j <= i; j++) Assert.Equal(i == j ? 2 : 0, Dot(vectors[i], vectors[j]), Bound);
        }
    }

    [Fact]
    public void A_network_gets_an_orthogonal_matrix_in_either_order()
    {
        foreach (DrawOrder order in new[] { DrawOrder.OutputsFirst, DrawOrder.InputsFirst })
        {
            Network<double> network = new NetworkBuilder<double>(3).Dense(7).Dense(2).Build();
            network.Initialize(new Orthogonal(), 6, order);
            foreach (ParameterTensor tensor in network.Layout.Tensors.Where(tensor => tensor.Kind == TensorKind.Weight))
            {
                double[][] vectors = Vectors(network.Parameters[tensor.Range].ToArray(), tensor.Rows, tensor.Columns);
                for (int i = 0; i < vectors.Length; i++)
                {
                    for (int j = 0; j <= i; j++) Assert.Equal(i == j ? 1 : 0, Dot(vectors[i], vectors[j]), Bound);
                }
            }
        }
    }

    [Fact]
    public void Vectors_that_depend_on_each_other_become_orthonormal_all_the_same()
    {
        double[] vectors =
        [
            0, 0, 0, 0, 0,
            1e-300, 2e-300, 3e-300, 4e-300, 5e-300,
            1e300, 2e300, 3e300, 4e300, 5e300,
            1, 2, 3, 4, 5 + 1e-14,
        ];
        Householder.Orthonormalize(vectors, 4, 5);
        double[][] q = [.. vectors.Chunk(5)];
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j <= i; j++) Assert.Equal(i == j ? 1 : 0, Dot(q[i], q[j]), 1e-15);
        }
    }

    /// <summary>The rows if there are no more of them than columns, else the columns.</summary>
    private static double[][] Vectors(double[] matrix, int rows, int columns) =>
        [.. (rows <= columns ? matrix : Golden.Transposed(matrix, rows)).Chunk(Math.Max(rows, columns))];

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();
}
