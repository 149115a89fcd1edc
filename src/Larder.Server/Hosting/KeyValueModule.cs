using Larder.AspNetCore.KeyValue;
using Larder.Server.Configuration;

namespace Larder.Server.Hosting;

/// <summary>The key-value API as a module: its name, and its settings among the others that are checked at start.</summary>
internal static class KeyValueModule
{
    public const string Name = "KeyValue";

    /// <summary>Reads the options; what is wrong with them is gathered.</summary>
    public static KeyValueOptions Read(IConfiguration configuration, StartFaults faults)
    {
        var sentences = new List<string>();
        var options = configuration.GetLarderKeyValueOptions(sentences);
        sentences.ForEach(faults.Add);
        return options;
    }
}
