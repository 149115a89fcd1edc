namespace Larder.Concurrency.Tests.Stores;

/// <summary>Keys that are strings; each call makes another instance.</summary>
internal sealed class TextKeys : IKeyForm<string>
{
    private const string Prefix = "key number ";

    public static string Of(int number) => Prefix + number;

    public static int NumberOf(string key) => int.Parse(key.AsSpan(Prefix.Length));
}
