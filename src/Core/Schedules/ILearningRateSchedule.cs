namespace SimdOptim.Schedules;

/// <summary>
/// A learning rate as a pure function of an index, which counts steps or epochs from 0. It can be read in any order, so training
/// can start at any index.
/// </summary>
public interface ILearningRateSchedule
{
    /// <summary>Returns the learning rate at an index.</summary>
    /// <param name="index">The number of steps or epochs before this one, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    double GetLearningRate(long index);

    /// <summary>Returns the name and the parameters. A training resumes only with a schedule of equal description.</summary>
    Description Describe();
}
