using System.ComponentModel;
using Larder.Server.Description;

namespace Larder.Server.Storefront;

/// <summary>The root as the API document tells it.</summary>
internal static class StorefrontDescription
{
    private static readonly AnswerHeader[] Tags =
    [
        new("ETag", typeof(string), "The tag of this build's copy of the page."),
        new("Cache-Control", typeof(string), "That a copy is to be asked about before it is used."),
    ];

    public static OperationGroup Group { get; } = new(
        "Pages",
        "Pages for people, and the document they are drawn from.",
        [
            new Operation("GET", "/", "root", "Root")
            {
                Meaning = "A page, or the same facts in JSON for a client that asks for JSON and not for HTML.",
                Answers =
                [
                    new Answer(200, "What this server is.", Content.Text("text/html"), Content.Json(typeof(Root)))
                    {
                        Headers = Tags,
                    },
                    new Answer(304, "The client's copy of the page is still right.") { Headers = Tags },
                ],
            },
        ]);

    [Description("What this server is, and what it serves.")]
    private sealed record Root(
        string Message, string Name, string Version, IReadOnlyList<string> Modules, IReadOnlyList<string> Routes)
    {
        [Description("Where the API can be tried out; left out where it is not served, as the other pages are.")]
        public string? Docs { get; init; }

        [Description("Where the API can be read.")]
        public string? Redoc { get; init; }

        [Description("Where this document is.")]
        public string? Openapi { get; init; }
    }
}
