using System.Text.Json;

namespace Larder.Cli.Commands;

/// <summary>What the rounds of one call have brought so far.</summary>
/// <param name="isRecording">Whether each round is kept for the output, or only the sums.</param>
internal sealed class PayloadTally(bool isRecording)
{
    /// <summary>One payload has one id; a server that makes up a new one each time is not followed for ever.</summary>
    public const int IdsMax = 10_000;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _ids = [];
    private readonly List<PayloadRound> _rounds = [];
    private readonly List<JsonElement> _outputs = [];
    private CacheCount _posts;
    private CacheCount _gets;

    public long Rounds { get; private set; }

    /// <summary>From the first request to the end of the last round.</summary>
    public TimeSpan Total { get; private set; }

    public TimeSpan Average => Rounds == 0 ? TimeSpan.Zero : Total / Rounds;

    /// <summary>Each id once, in the order in which they came.</summary>
    public IReadOnlyList<string> Ids => _ids;

    public bool HasMoreIds { get; private set; }

    public CacheCount Posts => _posts;

    public CacheCount Gets => _gets;

    public IReadOnlyList<PayloadRound> Recorded => _rounds;

    public IReadOnlyList<JsonElement> Outputs => _outputs;

    public void Add(string id, PayloadRound round, JsonElement output, TimeSpan total)
    {
        Rounds++;
        Total = total;
        if (_seen.Count < IdsMax)
        {
            if (_seen.Add(id))
                _ids.Add(id);
        }
        else
        {
            HasMoreIds |= !_seen.Contains(id);
        }

        if (!isRecording)
            return;

        _rounds.Add(round);
        _outputs.Add(output);
    }

    public void AddPost(string? header) => _posts.Add(header);

    public void AddGet(string? header) => _gets.Add(header);
}
