using System.Numerics;

namespace SimdOptim.Simd;

/// <summary>
/// What <see cref="ColumnSums"/> adds up: a formula over the elements of matrices of one shape, which the term holds.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface IColumnTerm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Returns the summands of a row, from one column on.</summary>
    /// <param name="index">The element in the matrix: <c>row·columns + column</c>.</param>
    /// <param name="column">The column, for what is the same in every row.</param>
    TVector Get<TVector>(nuint index, nuint column)
        where TVector : struct, ISimdVector<TVector, T>;
}
