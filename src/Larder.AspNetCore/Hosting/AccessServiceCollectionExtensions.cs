using Larder.AspNetCore.Security;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what guards a host to a container.</summary>
public static class AccessServiceCollectionExtensions
{
    /// <summary>
    /// Adds keys, scopes and a pace for clients. Put them into the pipeline with <c>UseLarderAccess</c>. Without this, what
    /// belongs to the operator is answered to requests from the machine itself and to nobody else.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">How. Default null: as <see cref="AccessOptions"/> says.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentException">The options make no sense; the message lists every fault.</exception>
    public static IServiceCollection AddLarderAccess(this IServiceCollection services, AccessOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var chosen = options ?? new AccessOptions();
        if (chosen.RateLimit?.Validate() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));

        services.AddSingleton(chosen);
        services.AddSingleton(provider => new AccessGuard(chosen, provider.GetService<TimeProvider>() ?? TimeProvider.System));
        return services;
    }
}
