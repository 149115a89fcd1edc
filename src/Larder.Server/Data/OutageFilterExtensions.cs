namespace Larder.Server.Data;

/// <summary>Puts <see cref="OutageFilter"/> around a group of routes.</summary>
internal static class OutageFilterExtensions
{
    public static RouteGroupBuilder AnswerOutages(this RouteGroupBuilder group) =>
        group.AddEndpointFilter<RouteGroupBuilder, OutageFilter>();
}
