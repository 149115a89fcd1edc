using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Larder.Testing;

/// <summary>A random whose seed is known, so that a failed run can be repeated.</summary>
/// <remarks>Not thread-safe, as any <see cref="Random"/>: give each thread a fork.</remarks>
public sealed class SeededRandom(int seed) : Random(seed)
{
    /// <summary>The environment variable that sets the seed of every test.</summary>
    public const string SeedVariable = "LARDER_TEST_SEED";

    /// <summary>The seed this random began with.</summary>
    public int Seed { get; } = seed;

    /// <summary>Runs a test with the seed of the environment, or a fresh one; a failure tells the seed.</summary>
    /// <exception cref="TestFailedException">The test threw; the message carries the seed and how to run it
    /// again.</exception>
    public static void Run(
        Action<SeededRandom> test, Action<string>? output = null, [CallerMemberName] string name = "")
    {
        ArgumentNullException.ThrowIfNull(test);
        var seed = NextSeed();
        try
        {
            test(new SeededRandom(seed));
        }
        catch (Exception failure)
        {
            throw Told(seed, name, failure, output);
        }
    }

    /// <summary>The same for an asynchronous test.</summary>
    public static async Task RunAsync(
        Func<SeededRandom, Task> test, Action<string>? output = null, [CallerMemberName] string name = "")
    {
        ArgumentNullException.ThrowIfNull(test);
        var seed = NextSeed();
        try
        {
            await test(new SeededRandom(seed));
        }
        catch (Exception failure)
        {
            throw Told(seed, name, failure, output);
        }
    }

    /// <summary>
    /// Another random, which depends on the seed and <paramref name="index"/> alone, not on what was drawn.
    /// </summary>
    public SeededRandom Fork(int index) => new(Mix(Seed, index));

    internal static int ParseSeed(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return RandomNumberGenerator.GetInt32(int.MaxValue);
        return int.TryParse(text, out var seed)
            ? seed
            : throw new TestFailedException($"{SeedVariable} must be a whole number of 32 bits, but was '{text}'.");
    }

    private static int NextSeed() => ParseSeed(Environment.GetEnvironmentVariable(SeedVariable));

    private static TestFailedException Told(int seed, string name, Exception failure, Action<string>? output)
    {
        var told = $"{name} failed with seed {seed}. To run it again: "
            + $"{SeedVariable}={seed} dotnet test -c Release --filter {name}";
        output?.Invoke(told);
        return new TestFailedException($"{told}{Environment.NewLine}{failure.Message}", failure);
    }

    // Neighbouring seeds must not give neighbouring forks; this is the finaliser of SplitMix64.
    private static int Mix(int seed, int index)
    {
        var mixed = ((ulong)(uint)seed << 32 | (uint)index) + 0x9E3779B97F4A7C15;
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB;
        return (int)(mixed ^ mixed >> 31);
    }
}
