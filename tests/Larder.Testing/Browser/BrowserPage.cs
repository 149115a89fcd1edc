using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Larder.Testing.Browser;

/// <summary>A page, and what it did that nobody sees: every request, and everything that the console complains about.</summary>
/// <remarks>
/// Invariants. The recordings only grow, and any thread may read them while the driver's thread adds.
/// </remarks>
public sealed class BrowserPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _origin;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _complaints = new();

    internal BrowserPage(IBrowserContext context, IPage page, Uri origin)
    {
        _context = context;
        _origin = origin;
        Page = page;
        page.Request += (_, request) => _requests.Enqueue(request.Url);
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
        };
    }

    /// <summary>The page, to click on and to look at.</summary>
    public IPage Page { get; }

    /// <summary>Every address that was asked for, in order.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Those that do not belong to the site under test. What needs no network, such as <c>data:</c>, is none.</summary>
    public IReadOnlyCollection<string> ForeignRequests =>
        [.. _requests.Where(url => new Uri(url) is { Scheme: not ("data" or "blob") } asked
            && asked.GetLeftPart(UriPartial.Authority) != _origin.GetLeftPart(UriPartial.Authority))];

    /// <summary>Errors and warnings of the console, blocked resources and uncaught exceptions included.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
