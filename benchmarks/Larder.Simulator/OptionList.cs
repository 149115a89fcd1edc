using Larder.Simulation;

namespace Larder.Simulator;

/// <summary>The words of the command line, sorted into options. Both <c>--name value</c> and <c>--name=value</c> are read.</summary>
internal sealed class OptionList
{
    private static readonly string[] Valued = ["--trace", "--policy", "--capacity", "--report", "--limit", "--seed"];
    private static readonly string[] Flags = ["--weighted", "--table"];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private OptionList()
    {
    }

    public static OptionList Parse(IReadOnlyList<string> words)
    {
        var list = new OptionList();

        for (int i = 0; i < words.Count; i++)
        {
            string[] parts = words[i].Split('=', 2);
            string name = parts[0];
            string value;

            if (Flags.Contains(name) && parts.Length == 1)
                value = string.Empty;
            else if (!Valued.Contains(name))
                throw Unknown(words[i]);
            else if (parts.Length == 2)
                value = parts[1];
            else if (i + 1 < words.Count)
                value = words[++i];
            else
                throw new SimulationException($"{name} needs a value. --help shows each option with an example.");

            if (!list._values.TryAdd(name, value))
                throw new SimulationException($"{name} is given twice. Give it once; lists are separated by commas.");
        }

        return list;
    }

    public bool Has(string flag) => _values.ContainsKey(flag);

    public string? Find(string name) => _values.GetValueOrDefault(name);

    private static SimulationException Unknown(string word)
    {
        return new SimulationException(
            $"'{word}' is no option; the options are {string.Join(", ", Valued.Concat(Flags))} and --help.");
    }
}
