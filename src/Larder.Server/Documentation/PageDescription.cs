using Larder.Server.Description;

namespace Larder.Server.Documentation;

/// <summary>The document and its pages as the document itself tells them.</summary>
internal static class PageDescription
{
    private static readonly AnswerHeader[] Tags =
    [
        new("ETag", typeof(string), "The tag of this build's copy."),
        new("Cache-Control", typeof(string), "That a copy is to be asked about before it is used."),
    ];

    public static OperationGroup Group { get; } = new(
        "Pages",
        "Pages for people, and the document they are drawn from.",
        [
            new Operation("GET", "/openapi.json", "openApi", "This document")
            {
                Answers = [new Answer(200, "The document.", Content.Json(typeof(object))) { Headers = Tags }, Unchanged],
            },
            Page("/docs", "docs", "The API, to try it out", "Drawn by Swagger UI from the document. Nothing is loaded from another site."),
            Page("/redoc", "redoc", "The API, to read it", "Drawn by ReDoc from the document. Nothing is loaded from another site."),
        ]);

    private static Answer Unchanged => new(304, "The client's copy is still right.") { Headers = Tags };

    private static Operation Page(string path, string id, string summary, string meaning) => new("GET", path, id, summary)
    {
        Meaning = meaning,
        Answers = [new Answer(200, "The page.", Content.Text("text/html")) { Headers = Tags }, Unchanged],
    };
}
