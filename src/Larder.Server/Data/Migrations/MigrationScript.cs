using System.Security.Cryptography;
using System.Text;

namespace Larder.Server.Data.Migrations;

/// <summary>One step of the schema: a numbered file of SQL.</summary>
/// <param name="Number">Its place in the order, from 1, without gaps.</param>
/// <param name="Name">The file's name without the ending, number included: <c>0001_cache_payloads</c>.</param>
/// <param name="Text">The statements.</param>
internal sealed record MigrationScript(int Number, string Name, string Text)
{
    /// <summary>SHA-256 of the text, in lower-case hex, by which an edited file is recognised.</summary>
    /// <remarks>A checkout may turn line ends into those of its system; that is no edit.</remarks>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        Text.ReplaceLineEndings("\n"))));
}
