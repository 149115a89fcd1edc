namespace Larder.Server.Telemetry;

/// <summary>Looks at what the collector answers, so that the log can say why it took nothing.</summary>
internal sealed class CollectorAnswers : DelegatingHandler
{
    private readonly CollectorWatch _watch;

    // Where the headers go is for the settings to say, and not for whoever answers there.
    public CollectorAnswers(CollectorWatch watch) : base(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) =>
        _watch = watch;

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Told(base.Send(request, cancellationToken));
        }
        catch (Exception fault)
        {
            Tell(fault);
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Told(await base.SendAsync(request, cancellationToken));
        }
        catch (Exception fault)
        {
            Tell(fault);
            throw;
        }
    }

    private HttpResponseMessage Told(HttpResponseMessage response)
    {
        _watch.Heard($"it answered {(int)response.StatusCode}");
        return response;
    }

    private void Tell(Exception fault) =>
        _watch.Heard(fault is OperationCanceledException ? "it did not answer in time" : fault.GetBaseException().Message.TrimEnd('.'));
}
