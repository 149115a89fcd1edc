using Larder.Cli.Output;

namespace Larder.Cli.Arguments;

/// <summary>The server to talk to: its address as the user wrote it, and as requests need it.</summary>
/// <param name="Text">As written, for reports.</param>
/// <param name="Root">Without the slash at the end, so that a path can follow.</param>
internal sealed record ServerAddress(string Text, Uri Root)
{
    private const string Example = "for example http://localhost:8000";

    public bool IsEncrypted => Root.Scheme == Uri.UriSchemeHttps;

    /// <summary>The part of the path that stands before every route; empty when there is none.</summary>
    public string Prefix => Root.AbsolutePath.TrimEnd('/');

    /// <summary>The address of a route, which begins with a slash.</summary>
    public Uri At(string path) => new($"{Root.GetLeftPart(UriPartial.Authority)}{Prefix}{path}");

    public static ServerAddress Parse(string text)
    {
        if (!Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var root)
            || (root.Scheme != Uri.UriSchemeHttp && root.Scheme != Uri.UriSchemeHttps)
            || root.Host.Length == 0)
        {
            throw new RefusedException($"The host '{SafeText.Line(text)}' is not of the form http://name:port, {Example}.");
        }

        // The text itself may hold a password, so it is not repeated.
        if (root.UserInfo.Length > 0)
            throw new RefusedException($"The host holds a name or a password before '@', which is not used. Leave it out, {Example}.");

        if (root.Query.Length > 0 || root.Fragment.Length > 0)
            throw new RefusedException($"The host '{SafeText.Line(text)}' has a query or a fragment. Leave it out, {Example}.");

        return new ServerAddress(text, root);
    }
}
