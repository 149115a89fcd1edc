using System.ComponentModel;
using Larder.Server.Description;

namespace Larder.Server.Storefront;

/// <summary>The root as the API document tells it.</summary>
internal static class StorefrontDescription
{
    public static OperationGroup Group { get; } = new(
        "Pages",
        "Pages for people, and the document they are drawn from.",
        [
            new Operation("GET", "/", "root", "Root")
            {
                Meaning = "A page, or the same facts in JSON for a client that asks for JSON and not for HTML.",
                Answers = [new Answer(200, "What this server is.", Content.Text("text/html"), Content.Json(typeof(Root)))],
            },
        ]);

    [Description("What this server is, and what it serves.")]
    private sealed record Root(string Message, string Version, IReadOnlyList<string> Routes);
}
