using Larder.AspNetCore.Security;
using Larder.Server.Configuration;
using Larder.Server.Modules;
using Larder.Server.Replies;
using Larder.Server.Security;
using Microsoft.AspNetCore.HttpOverrides;

namespace Larder.Server.Hosting;

/// <summary>Who may do what: it stands before all other modules.</summary>
internal sealed class SecurityModule : ServerModule
{
    private SecuritySettings _settings = new();
    private IReadOnlyList<ListenAddress> _addresses = [];

    public override string Name => "Security";

    public override bool IsOptional => false;

    public override void Read(IConfiguration configuration, StartFaults faults) =>
        _settings = SecuritySettings.Read(configuration, faults);

    /// <summary>Between reading and the rest: whether the server may listen where it was told to.</summary>
    public void Judge(IReadOnlyList<ListenAddress> addresses, IConfiguration configuration, StartFaults faults)
    {
        _addresses = addresses;
        Exposure.Judge(addresses, _settings, configuration, faults);
    }

    public override void AddServices(IServiceCollection services)
    {
        // Whoever is let in from elsewhere without keys is so for the data alone, so the operator's routes are locked then.
        var keys = new AccessKeys(_settings.Keys, isRequired: _settings.WantsKeys || Exposure.IsExposed(_addresses));
        services.AddSingleton(_settings);
        services.AddSingleton(keys);
        services.AddHostedService<KeyWatch>();
        services.AddLarderAccess(new AccessOptions
        {
            Keys = keys,
            Anonymous = _settings.Anonymous,
            RateLimit = _settings.RateLimit,
            OperatorScope = OperatorRoutes.ScopeOf,
            ErrorBody = static (context, sentence) => GroupError.Of(context.Request.Path, sentence),
        });
    }

    public override void UseFirst(IApplicationBuilder app)
    {
        Warn(app.ApplicationServices);
        if (_settings.Proxies.Count > 0)
            app.UseForwardedHeaders(Believe(_settings.Proxies));

        var origins = app.ApplicationServices.GetRequiredService<ServerSettings>().CorsOrigins;
        app.UseLarderAccess(refused => refused.UseSeedHeaders(origins));
    }

    public override void UseBeforeRouting(IApplicationBuilder app)
    {
        var origins = app.ApplicationServices.GetRequiredService<ServerSettings>().CorsOrigins;
        app.UseLarderOperatorRoutes();
        app.UseLarderForeignPages(new CrossSiteRule(origins).Refuses);
    }

    private static ForwardedHeadersOptions Believe(IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        // Back through all proxies that are named, to the first that is not: what stands before that, anybody may have written.
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            options.KnownIPNetworks.Add(proxy);
        return options;
    }

    private void Warn(IServiceProvider services)
    {
        var log = services.GetRequiredService<ILogger<SecurityModule>>();
        foreach (var open in _addresses.Where(address => !address.IsLoopback).Take(1))
        {
            if (_settings.Anonymous == AnonymousAccess.Data)
                SecurityLog.AnonymousData(log, open.ToString(), _settings.Keys.Count);
            else if (!open.IsEncrypted)
                SecurityLog.Unencrypted(log, open.ToString());
        }
    }
}
