namespace Larder.Server.Configuration;

/// <summary>Everything that keeps the server from starting, gathered so that it is told at once.</summary>
internal sealed class StartFaults
{
    private readonly List<string> _sentences = [];

    public IReadOnlyList<string> Sentences => _sentences;

    public void Add(string sentence) => _sentences.Add(sentence);

    /// <summary>Does something that may refuse the start, and goes on; null when it was refused.</summary>
    public T? Collect<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (StartRefusedException refusal)
        {
            Add(refusal.Message);
            return null;
        }
    }

    /// <summary>Refuses the start if anything was gathered: a single fault as it is, several as a list.</summary>
    public void ThrowIfAny()
    {
        if (_sentences.Count == 1)
            throw new StartRefusedException(_sentences[0]);

        if (_sentences.Count > 1)
        {
            var lines = _sentences.Select(sentence => $"{Environment.NewLine}  - {sentence}");
            throw new StartRefusedException($"{_sentences.Count} settings are wrong:{string.Concat(lines)}");
        }
    }
}
