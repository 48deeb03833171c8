namespace SimdOptim.Experiments;

/// <summary>Descent on functions of one variable, where every step is visible and known in advance.</summary>
internal sealed class Descent1D : Experiment
{
    private const int Steps = 30;
    private const double Start = 2;

    private static readonly (string Name, double Rate)[] _rates =
        [("too small", 0.01), ("good", 0.4), ("too large", 0.95), ("exploding", 1.05)];

    private static readonly Bound _rounding = new(1e-12, "rounding in double, 30 steps");

    public override string Name => "descent-1d";

    public override string Description => "learning rates from too small to exploding; out of a local minimum";

    public override Findings Run(Workbench bench)
    {
        double[][] paths = [.. _rates.Select(rate => Descend(default(Sgd), rate.Rate, Slope, Start, Steps))];
        double[] sgd = Descend(default(Sgd), 0.01, TwoWellSlope, 1.8, 300);
        double[] momentum = Descend(new HeavyBall(0.9), 0.01, TwoWellSlope, 1.8, 300);
        Comparison[] tables =
        [
            new("f(x) = x², from x = 2: x after 30 steps is (1 - 2·lr)³⁰·2", [.. paths.Select(Closed)], "closed form"),
            new("f(x) = x² after 30 steps", [.. Judge(paths)], "expected"),
            new(
                "f(x) = (x² - 1)² + 0.3·x, from x = 1.8, learning rate 0.01: x after 300 steps",
                [.. JudgeWells(sgd, momentum)],
                "closed form"),
        ];
        Picture[] pictures =
        [
            new("rates.svg", DrawRates(paths)), new("costs.svg", DrawCosts(paths)), new("momentum.svg", DrawWells(sgd, momentum)),
        ];
        string note = "The functions are ours, so nothing is published: the closed forms are x(1 - 2·lr)ⁿ and the roots of the "
            + "derivative, a cubic.";
        return new Findings(tables, pictures, PublishedFigures.None.Sources, [note]);
    }

    private static double Square(double x) => x * x;

    private static double Slope(double x) => 2 * x;

    private static double TwoWells(double x) => Square((x * x) - 1) + (0.3 * x);

    private static double TwoWellSlope(double x) => (4 * x * ((x * x) - 1)) + 0.3;

    /// <summary>
    /// The minima of the two wells, 2/√3·cos(arccos(-0.1125·√3)/3 - 2πk/3), k = 0 and 2 (Viète); k = 1 is the hill between.
    /// </summary>
    private static double Minimum(int k) =>
        2 / Math.Sqrt(3) * Math.Cos((Math.Acos(-0.1125 * Math.Sqrt(3)) / 3) - (2 * Math.PI * k / 3));

    private static double[] Descend<TRule>(TRule rule, double rate, Func<double, double> slope, double start, int steps)
        where TRule : struct, IUpdateRule
    {
        Optimizer<double> optimizer = Optimizer<double>.Create(rule, 1, rate);
        double[] path = new double[steps + 1], x = [start];
        path[0] = start;
        for (int step = 1; step <= steps; step++)
        {
            optimizer.Step(x, [slope(x[0])]);
            path[step] = x[0];
        }

        return path;
    }

    private static Row Closed(double[] path, int i)
    {
        (string name, double rate) = _rates[i];
        double expected = Start * Math.Pow(1 - (2 * rate), Steps);
        Bound bound = _rounding with { Value = 1e-12 * Math.Max(1, Math.Abs(expected)) };
        return Row.Of($"{name}, learning rate {Figures.Exact(rate)}", expected, path[^1], bound);
    }

    private static IEnumerable<Row> Judge(double[][] paths)
    {
        double[] ends = [.. paths.Select(path => Math.Abs(path[^1]))];
        yield return Row.Relation("too small: still far away", "|x| above 1", ends[0], ends[0] > 1);
        yield return Row.Relation("good: arrived", "|x| below 1e-9", ends[1], ends[1] < 1e-9);
        bool alternates = paths[2].Zip(paths[2].Skip(1), (before, after) => before * after < 0).All(crossed => crossed);
        yield return Row.Relation("too large: crosses at every step", "nearer than 2", ends[2], alternates && ends[2] < Start);
        yield return Row.Relation("exploding: farther than at the start", "|x| above 2", ends[3], ends[3] > Start);
    }

    private static IEnumerable<Row> JudgeWells(double[] sgd, double[] momentum)
    {
        Bound bound = new(1e-6, "what 300 steps leave");
        yield return Row.Of("gradient descent: the local minimum", Minimum(0), sgd[^1], bound);
        yield return Row.Of("momentum 0.9: the global minimum", Minimum(2), momentum[^1], bound);
        double reached = TwoWells(momentum[^1]);
        yield return Row.Relation("f there, against gradient descent's", "lower", reached, reached < TwoWells(sgd[^1]));
    }

    private static Panels DrawRates(double[][] paths) => new()
    {
        Title = "x², thirty steps of gradient descent from x = 2",
        Columns = 4,
        Children = [.. paths.Select((path, i) => new DescentChart
        {
            Title = _rates[i].Name,
            Subtitle = $"learning rate {Figures.Exact(_rates[i].Rate)}",
            Function = Square,
            X = AxisScale.Linear(DataRange.Of<double>([-4, 4])),
            Y = AxisScale.Linear(DataRange.Of<double>([0, 16])),
            Path = path,
            Colour = i,
        })],
    };

    private static LineChart DrawCosts(double[][] paths) => new()
    {
        Title = "x², twelve steps of gradient descent from x = 2",
        Subtitle = "Each step multiplies x by 1 - 2·lr: 0.98, 0.2, -0.9, -1.1",
        XTitle = "step",
        YTitle = "f(x)",
        HasLogarithmicY = true,
        Series =
        [
            .. paths.Select((path, i) => LineSeries.Of<double>(
                $"{_rates[i].Name}: {Figures.Exact(_rates[i].Rate)}", [.. path.Take(13).Select(Square)])),
        ],
    };

    private static Panels DrawWells(double[] sgd, double[] momentum) => new()
    {
        Title = "(x² - 1)² + 0.3·x, 300 steps from x = 1.8 at a learning rate of 0.01",
        Children =
        [
            Well("Gradient descent", "stops in the first hollow", sgd, 0),
            Well("Momentum 0.9", "rolls over the hill into the deeper one", momentum, 1),
        ],
    };

    private static DescentChart Well(string title, string subtitle, double[] path, int colour) => new()
    {
        Title = title,
        Subtitle = subtitle,
        Function = TwoWells,
        X = AxisScale.Linear(DataRange.Of<double>([-2, 2])),
        Y = AxisScale.Linear(DataRange.Of<double>([-0.7, 6])),
        Path = path,
        Colour = colour,
    };
}
