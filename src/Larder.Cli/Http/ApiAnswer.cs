using System.Net;
using System.Text;

namespace Larder.Cli.Http;

/// <summary>An answer with its body.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Cache">What the header <c>X-Cache</c> said; null when there was none.</param>
internal sealed record ApiAnswer(HttpStatusCode Status, byte[] Body, string? Cache)
{
    /// <summary>For messages: what is not UTF-8 becomes a question mark in a diamond.</summary>
    public string Text => Encoding.UTF8.GetString(Body);
}
