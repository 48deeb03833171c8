using System.Globalization;
using System.Runtime.Intrinsics;
using SimdOptim.BitProbe;

// Prints one fingerprint a section and one of all. They must be the same whatever registers the processor lends: the tests
// start this program under the switches that hide some, and compare. Lines that begin with # tell what was hidden.
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"# Vector<byte> {System.Numerics.Vector<byte>.Count}, 128 {Vector128.IsHardwareAccelerated}, 256 {Vector256.IsHardwareAccelerated}, 512 {Vector512.IsHardwareAccelerated}"));

Fingerprint all = new();
foreach ((string name, Fingerprint fingerprint) in Sections.Run())
{
    Console.WriteLine($"{name}: {fingerprint}");
    all.Add(fingerprint);
}

Console.WriteLine($"all: {all}");
