using System.ComponentModel;
using Larder.Server.Description;

namespace Larder.Server.Health;

/// <summary>The probes as the API document tells them.</summary>
internal static class HealthDescription
{
    public static OperationGroup Group { get; } = new(
        "Health",
        "Whether this process is well.",
        [
            new Operation("GET", "/health", "health", "Health")
            {
                Meaning = "Answers as long as the process lives, whatever its database does.",
                Answers = [Answer.Json(200, "The process is alive.", typeof(Health))],
            },
        ]);

    [Description("The words that clients compare.")]
    private sealed record Health(string Message);
}
