using System.Globalization;
using System.Runtime.Intrinsics;
using SimdOptim.BitProbe;

// With "bytes THREADS STEPS [small]": prints the bytes that STEPS steps on THREADS threads allocate.
if (args is ["bytes", string team, string count, .. string[] rest])
{
    int size = int.Parse(team, CultureInfo.InvariantCulture), steps = int.Parse(count, CultureInfo.InvariantCulture);
    Console.WriteLine(rest is ["small"] ? SharedTraining.CountBytesOfSmall(size, steps) : SharedTraining.CountBytes(size, steps));
    return;
}

// Prints a fingerprint for each section and one for all. They must be the same at every register width. The tests start this
// program with switches that hide instruction sets, and compare. A line that starts with # shows what is available.
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

// The same training with one, two and three threads must give the same fingerprint.
for (int threads = 1; threads <= 3; threads++) Console.WriteLine($"training by {threads}: {SharedTraining.Run(threads)}");
