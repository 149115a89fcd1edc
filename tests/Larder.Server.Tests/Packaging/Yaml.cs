using YamlDotNet.RepresentationModel;

namespace Larder.Server.Tests.Packaging;

/// <summary>Reads files of YAML and finds what stands in them.</summary>
internal static class Yaml
{
    public static IReadOnlyList<YamlNode> Read(string name)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Repository.Read(name)));
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    /// <summary>Walks down by names, with slashes between them, and by positions in lists.</summary>
    public static YamlNode At(this YamlNode node, string way) => way.Split('/').Aggregate(
        node, (place, name) => int.TryParse(name, out var position) ? place[position] : place[name]);

    public static string Text(this YamlNode node, string way) => ((YamlScalarNode)node.At(way)).Value!;

    public static IReadOnlyList<string> Texts(this YamlNode node, string way) =>
        [.. ((YamlSequenceNode)node.At(way)).Select(each => ((YamlScalarNode)each).Value!)];

    public static IReadOnlyDictionary<string, string> Members(this YamlNode node, string way) =>
        ((YamlMappingNode)node.At(way)).ToDictionary(
            each => ((YamlScalarNode)each.Key).Value!, each => (each.Value as YamlScalarNode)?.Value ?? "");

    public static bool Has(this YamlNode node, string name) => ((YamlMappingNode)node).Children.ContainsKey(name);
}
