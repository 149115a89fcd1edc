using Larder.Cli.Arguments;
using Larder.Cli.Output;

namespace Larder.Cli.Http;

/// <summary>
/// Single requests, for verbs where one answer matters more than many: whatever goes wrong becomes a sentence that
/// names the request.
/// </summary>
internal sealed class ApiClient : IDisposable
{
    /// <summary>An output of five million characters, each written as six, fits twice.</summary>
    private const int BodyBytesMax = 64 * 1024 * 1024;

    private const int RedirectsMax = 5;

    private readonly ServerAddress _server;
    private readonly TimeSpan _timeout;
    private readonly HttpClient _client;

    public ApiClient(ServerAddress server, TimeSpan timeout)
    {
        _server = server;
        _timeout = timeout;

        // A proxy between this program and the server would be measured instead of the server.
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, MaxAutomaticRedirections = RedirectsMax };
        _client = new HttpClient(handler) { Timeout = timeout, MaxResponseContentBufferSize = BodyBytesMax };
    }

    /// <summary>Sends and returns the answer, its body read, when its status is one of success.</summary>
    /// <exception cref="RefusedException">No answer, or one that says no.</exception>
    /// <exception cref="OperationCanceledException">The user has stopped the program.</exception>
    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken stop)
    {
        var answer = await TrySendAsync(method, path, body, stop);
        return (int)answer.Status is >= 200 and < 300
            ? answer
            : throw new RefusedException(
                $"{Name(method, path)} answered {(int)answer.Status} {answer.Status}: {SafeText.Line(answer.Text)}");
    }

    /// <summary>Sends and returns the answer, whatever its status.</summary>
    public async Task<ApiAnswer> TrySendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, _server.At(path)) { Content = body };
        try
        {
            using var response = await _client.SendAsync(request, stop);
            var bytes = await response.Content.ReadAsByteArrayAsync(stop);
            var cache = response.Headers.TryGetValues("X-Cache", out var values) ? values.First() : null;
            return new ApiAnswer(response.StatusCode, bytes, cache);
        }
        catch (OperationCanceledException fault) when (!stop.IsCancellationRequested)
        {
            throw new RefusedException($"{Name(method, path)} was not answered within {DurationText.Whole(_timeout)}.", fault);
        }
        catch (HttpRequestException fault)
        {
            throw new RefusedException($"{Name(method, path)} failed: {Reason(fault)}", fault);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The request as messages call it.</summary>
    public string Name(HttpMethod method, string path) => $"{method} {_server.At(path)}";

    private static string Reason(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.ConnectionError => $"{SafeText.Line(fault.Message)}. Is the server running? "
            + "Start it with ./larder run, or name another with --host.",
        HttpRequestError.ResponseEnded => "the connection was closed before the whole answer had come.",
        _ => SafeText.Line((fault.InnerException ?? fault).Message),
    };
}
