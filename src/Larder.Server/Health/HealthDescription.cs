using System.ComponentModel;
using Larder.Server.Description;

namespace Larder.Server.Health;

/// <summary>The probes as the API document tells them.</summary>
internal static class HealthDescription
{
    private static readonly AnswerHeader NotKept = new("Cache-Control", typeof(string), "That no answer is kept on the way.");

    public static OperationGroup Group { get; } = new(
        "Health",
        "Whether this process is well.",
        [
            new Operation("GET", "/health", "health", "Health")
            {
                Meaning = "Answers as long as the process lives, whatever its database does.",
                Answers = [Answer.Json(200, "The process is alive.", typeof(Health))],
            },
            new Operation("GET", "/health/live", "live", "Live")
            {
                Meaning = "Answers as long as the process needs no restart.",
                Answers = [Answer.Json(200, "The process is alive.", typeof(Live)) with { Headers = [NotKept] }],
            },
            new Operation("GET", "/health/ready", "ready", "Ready")
            {
                Meaning = "Whether requests may be sent here: what the server needs answers, and it was not told to stop.",
                Answers =
                [
                    Answer.Json(200, "Requests may be sent here.", typeof(Ready)) with { Headers = [NotKept] },
                    Answer.Json(503, "They may not, and why.", typeof(Ready)) with { Headers = [NotKept] },
                ],
            },
        ])
    {
        IsAlwaysOpen = true,
    };

    [Description("The words that clients compare.")]
    private sealed record Health(string Message);

    [Description("That the process answers, and when.")]
    private sealed record Live(string Status, double Timestamp);

    [Description("What the server needs, and whether it is there.")]
    private sealed record Ready(string Status, double Timestamp, IReadOnlyDictionary<string, string> Services)
    {
        public string? Redis { get; init; }

        public string? CacheManager { get; init; }

        [Description("Why it is not ready, or what it lacks.")]
        public string? Detail { get; init; }
    }
}
