using SimdOptim.Optimizers;
using SimdOptim.Schedules;

namespace SimdOptim.Tests.Optimizers.Contract;

/// <summary>The rules of the contract against their formulas, and what is refused.</summary>
public sealed class ContractFormulaTests
{
    [Fact]
    public void A_product_of_momenta_is_that_of_its_formula()
    {
        Optimizer<double> optimizer = Optimizer<double>.Create(new WarmNesterov(0.9), 1, 0.1);
        double[] parameters = [1];
        double expected = 1, average = 0, product = 1;
        for (int step = 1; step <= 100; step++)
        {
            double gradient = Math.Cos(step), share = Share(step), next = Share(step + 1);
            optimizer.Step(parameters, [gradient]);
            average = (0.9 * average) + (0.1 * gradient);
            product *= share;
            expected -= 0.1 * ((next * average / (1 - (product * next))) + ((1 - share) * gradient / (1 - product)));
            Assert.Equal(expected, parameters[0], 1e-12);
        }

        static double Share(int step) => 0.9 * (1 - (Math.Pow(0.96, step) / 2));
    }

    [Fact]
    public void A_Polyak_step_reaches_the_zero_of_a_linear_loss()
    {
        Optimizer<double> optimizer = Optimizer<double>.Create(new Polyak(), 2, 10);
        double[] parameters = [3, 4];
        optimizer.Step(parameters, [2, 1], loss: 10); // 2·3 + 4, steepest along (2, 1)
        Assert.Equal(-1, parameters[0], 1e-14);
        Assert.Equal(2, parameters[1], 1e-14);
    }

    [Fact]
    public void A_step_without_its_loss_is_refused_before_anything_is_written()
    {
        double[] parameters = [3, 4];
        foreach (Optimizer<double> optimizer in (Optimizer<double>[])
        [
            Optimizer<double>.Create(new Polyak(), 2, 10), Optimizer<double>.Create(new Polyak().Then(new ClipByValue(1)), 2, 10),
        ])
        {
            optimizer.Schedule = new ConstantLearningRate(7);
            InvalidOperationException fault = Assert.Throws<InvalidOperationException>(() => optimizer.Step(parameters, [2, 1]));
            Assert.EndsWith("needs the loss of each step: call Step(parameters, gradients, loss).", fault.Message);
            Assert.Equal([3, 4], parameters);
            Assert.Equal((10, 0), (optimizer.LearningRate, optimizer.StepCount));
        }

        Optimizer<double>.Create(default(Sgd), 2, 1).Step(parameters, [1, 1], loss: double.NaN); // who does not read it does not care
        Assert.Equal([2, 3], parameters);
    }

    [Fact]
    public void A_guard_looks_at_the_loss_that_a_rule_reads()
    {
        Optimizer<double> optimizer = Optimizer<double>.Create(new Polyak(), 2, 10);
        double[] parameters = [3, 4];
        optimizer.NonFiniteGuard = NonFiniteGuard.Throw;
        NotFiniteNumberException fault =
            Assert.Throws<NotFiniteNumberException>(() => optimizer.Step(parameters, [2, 1], double.PositiveInfinity));
        Assert.Equal("loss must be finite; in step 1 it is Infinity.", fault.Message);
        Assert.Equal([3, 4], parameters);
        Assert.Equal((0, 1), (optimizer.StepCount, optimizer.SkippedSteps));
    }

    [Fact]
    public void Schedule_free_parameters_are_those_of_the_paper()
    {
        Optimizer<double> optimizer = Optimizer<double>.Create(new ScheduleFree(0.9), 1, 0.1);
        double[] parameters = [1], evaluated = [0];
        double x = 1, z = 1;
        for (int step = 1; step <= 100; step++)
        {
            double gradient = Math.Cos(step);
            optimizer.Step(parameters, [gradient]);
            z -= 0.1 * gradient;
            x += (z - x) / step;
            optimizer.CopyEvaluationParameters(parameters, evaluated);
            Assert.Equal((0.1 * z) + (0.9 * x), parameters[0], 1e-12);
            Assert.Equal(x, evaluated[0], 1e-12);
        }
    }

    [Fact]
    public void A_step_in_two_phases_descends_by_the_gradient_uphill()
    {
        Optimizer<double> optimizer = Optimizer<double>.Create(new Sam<Momentum>(new Momentum(0.5), 0.1), 2, 0);
        optimizer.Schedule = new InverseTimeDecay(0.2, 1);
        double[] parameters = [3, 4];
        (double x, double y, double speedX, double speedY) = (3, 4, 0, 0);
        for (int step = 1; step <= 20; step++)
        {
            Assert.Equal((2, 0), (optimizer.PhaseCount, optimizer.Phase));
            for (int phase = optimizer.Phase; phase < optimizer.PhaseCount; phase++)
            {
                optimizer.Step(parameters, [parameters[0], 2 * parameters[1]]); // of x²/2 + y²
                Assert.Equal(phase == 0 ? (step - 1, 1) : (step, 0), (optimizer.StepCount, optimizer.Phase));
            }

            double norm = Math.Sqrt((x * x) + (4 * y * y)), rate = 0.2 / step;
            (double upX, double upY) = (x + (0.1 * x / norm), y + (0.1 * 2 * y / norm));
            (speedX, speedY) = ((0.5 * speedX) + upX, (0.5 * speedY) + (2 * upY));
            (x, y) = (x - (rate * speedX), y - (rate * speedY));
            Assert.Equal(x, parameters[0], 1e-12);
            Assert.Equal(y, parameters[1], 1e-12);
            Assert.Equal(rate, optimizer.LearningRate);
        }
    }

    [Fact]
    public void A_phase_that_is_refused_is_taken_by_the_next_gradient()
    {
        Optimizer<double> optimizer = Optimizer<double>.Create(new Sam<Sgd>(new Sgd(), 0.5), 1, 0.1);
        optimizer.NonFiniteGuard = NonFiniteGuard.SkipStep;
        double[] parameters = [3];
        optimizer.Step(parameters, [2]);
        Assert.Equal([3.5], parameters);
        optimizer.Step(parameters, [double.NaN]);
        Assert.Equal((0, 1, 1), (optimizer.StepCount, optimizer.SkippedSteps, optimizer.Phase));
        optimizer.Step(parameters, [4]);
        Assert.Equal((1, 0), (optimizer.StepCount, optimizer.Phase));
        Assert.Equal(2.6, parameters[0], 1e-12);
        optimizer.Step(parameters, [1]);
        optimizer.Reset();
        Assert.Equal(0, optimizer.Phase);
    }

    [Fact]
    public void A_second_moment_by_row_and_column_is_that_of_its_formula()
    {
        ParameterLayout layout = new(new ParameterTensor("a", 0, 3, 21, TensorKind.Weight), new ParameterTensor("b", 63, 2, 5, TensorKind.Weight));
        Optimizer<double> optimizer = Optimizer<double>.Create(new Factored(layout, 0.9), 73, 0.1);
        Assert.Equal(24 + 7, optimizer.State.Length);
        double[] parameters = new double[73], expected = new double[73];
        double[] rows = new double[5], columns = new double[26];
        for (int step = 1; step <= 30; step++)
        {
            double[] gradients = [.. Enumerable.Range(0, 73).Select(i => Math.Cos((step * 100) + i))];
            for (int i = 0; i < rows.Length; i++) rows[i] *= 0.9;
            for (int i = 0; i < columns.Length; i++) columns[i] *= 0.9;
            for (int i = 0; i < 73; i++)
            {
                rows[RowOf(i)] += 0.1 * gradients[i] * gradients[i];
                columns[ColumnOf(i)] += 0.1 * gradients[i] * gradients[i];
            }

            for (int i = 0; i < 73; i++)
                expected[i] -= 0.1 * gradients[i] / (Math.Sqrt(Math.Sqrt(rows[RowOf(i)] * columns[ColumnOf(i)])) + 1e-8);
            optimizer.Step(parameters, gradients);
        }

        for (int i = 0; i < 73; i++) Assert.Equal(expected[i], parameters[i], 1e-12);

        static int RowOf(int i) => i < 63 ? i / 21 : 3 + ((i - 63) / 5);

        static int ColumnOf(int i) => i < 63 ? i % 21 : 21 + ((i - 63) % 5);
    }

    [Fact]
    public void A_new_rule_must_keep_as_much()
    {
        Optimizer<float, Chain<Tagged, Sgd>> optimizer = Optimizer<float>.Create(new Tagged(2).Then(new Sgd()), 3, 0.1);
        optimizer.Rule = new Tagged(2).Then(new Sgd());
        ArgumentException fault = Assert.Throws<ArgumentException>("Rule", () => optimizer.Rule = new Tagged(3).Then(new Sgd()));
        Assert.Contains("must keep 2 extra state values; it keeps 3", fault.Message);
    }
}

/// <summary>The laws of a rule that reads the loss.</summary>
public sealed class LossRuleTests
{
    public static TheoryData<Law> Laws =>
    [
        .. RuleLaws.Of(_ => new Polyak(), step =>
        {
            double square = step.Gradients.Sum(gradient => gradient * gradient);
            double rate = square == 0 ? 0 : Math.Min(step.LearningRate, step.Loss / square);
            for (int i = 0; i < step.Parameters.Length; i++) step.Parameters[i] -= rate * step.Gradients[i];
        }),
    ];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Holds(Law law) => law.Check();
}
