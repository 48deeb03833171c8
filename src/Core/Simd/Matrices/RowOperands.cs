using System.Numerics;

namespace SimdOptim.Simd.Matrices;

/// <summary>Where a row of a product finds its operands; strides count elements.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe struct RowOperands<T>(
    T* left, nint leftStride, T* right, nint rightStride, T* bias, bool rectifies, T* destination, nint inner)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The row of the left operand.</summary>
    public readonly T* Left = left;

    /// <summary>From an element of the left operand to the next.</summary>
    public readonly nint LeftStride = leftStride;

    /// <summary>The right operand, whose rows hold their columns side by side.</summary>
    public readonly T* Right = right;

    /// <summary>From a row of the right operand to the next: the columns.</summary>
    public readonly nint RightStride = rightStride;

    /// <summary>What is added to the sums; null for nothing.</summary>
    public readonly T* Bias = bias;

    /// <summary>Whether the sums are rectified in the end.</summary>
    public readonly bool Rectifies = rectifies;

    /// <summary>The row of the product.</summary>
    public readonly T* Destination = destination;

    /// <summary>The inner indices.</summary>
    public readonly nint Inner = inner;
}
