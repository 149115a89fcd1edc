namespace Larder.Cli.Load;

/// <summary>Which of the two pairs of routes of the key-value interface a load speaks.</summary>
internal enum RouteStyle
{
    /// <summary><c>PUT /cache</c> and <c>GET /cache/{key}</c>.</summary>
    Cache,

    /// <summary><c>POST /put</c> and <c>GET /get?key=…</c>.</summary>
    Put,
}
