using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using Larder.Server.Configuration;
using Larder.Server.Modules;
using Larder.Server.Replies;

namespace Larder.Server.Documentation;

/// <summary>The one OpenAPI document of this process.</summary>
/// <remarks>It is made when somebody first asks for it, so that no start waits for it, and kept as bytes.</remarks>
internal sealed class ApiDocument(string title, IReadOnlyList<ServerModule> modules)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<PageFile> _file = new(() => Make(title, modules));

    public string Title { get; } = title;

    public PageFile File => _file.Value;

    private static PageFile Make(string title, IReadOnlyList<ServerModule> modules)
    {
        var groups = modules.SelectMany(module => module.Describe()).ToList();
        var document = new DocumentWriter().Write(title, ProductVersion.Text, groups);
        return PageFile.Of(JsonSerializer.SerializeToUtf8Bytes(document, Plain), MediaTypeNames.Application.Json);
    }
}
