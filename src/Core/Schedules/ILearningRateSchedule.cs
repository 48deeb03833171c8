namespace SimdOptim.Schedules;

/// <summary>
/// A learning rate as a pure function of an index, which its caller counts in steps or in epochs from 0. It gives the same rates
/// in any order, so training can start at any index.
/// </summary>
public interface ILearningRateSchedule
{
    /// <summary>Returns the learning rate at an index.</summary>
    /// <param name="index">The number of steps or epochs before this one, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    double GetLearningRate(long index);

    /// <summary>Returns name and numbers. A training resumes only by a schedule of an equal description.</summary>
    Description Describe();
}
