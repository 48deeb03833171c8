using System.Globalization;
using System.Runtime.Intrinsics;
using SimdOptim.BitProbe;

// With "bytes THREADS STEPS [small]": prints the bytes that so many steps of so many threads allocate.
if (args is ["bytes", string team, string count, .. string[] rest])
{
    int size = int.Parse(team, CultureInfo.InvariantCulture), steps = int.Parse(count, CultureInfo.InvariantCulture);
    Console.WriteLine(rest is ["small"] ? SharedTraining.CountBytesOfSmall(size, steps) : SharedTraining.CountBytes(size, steps));
    return;
}

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

// One run by one, two and three threads: these must be the same among themselves, too.
for (int threads = 1; threads <= 3; threads++) Console.WriteLine($"training by {threads}: {SharedTraining.Run(threads)}");
