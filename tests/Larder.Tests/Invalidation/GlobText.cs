using Larder.Testing;

namespace Larder.Tests.Invalidation;

/// <summary>Random patterns that are well formed, and keys that have a chance to match them.</summary>
internal static class GlobText
{
    private const string Letters = "ab-c]^[*?\\";

    public static string Key(SeededRandom random, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => Letters[Bent(random)]));

    public static string Pattern(SeededRandom random, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => Part(random)));

    private static string Part(SeededRandom random) => random.Next(8) switch
    {
        0 or 1 => "*",
        2 => "?",
        3 => "\\" + Letters[random.Next(Letters.Length)],
        4 => Class(random),
        _ => "" + Letters[random.Next(3)],
    };

    private static string Class(SeededRandom random)
    {
        var parts = Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(4) switch
        {
            0 => "\\" + Letters[random.Next(Letters.Length)],
            1 => $"{Letters[random.Next(4)]}-{Letters[random.Next(4)]}",
            _ => "" + "abc*?"[random.Next(5)],
        });
        return (random.Next(3) == 0 ? "[^" : "[") + string.Concat(parts) + "]";
    }

    // Mostly the first three, so that matches happen.
    private static int Bent(SeededRandom random) => random.Next(random.Next(4) == 0 ? Letters.Length : 3);
}
