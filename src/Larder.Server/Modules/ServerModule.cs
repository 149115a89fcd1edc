using Larder.Server.Configuration;
using Larder.Server.Description;

namespace Larder.Server.Modules;

/// <summary>
/// A slice as the host sees it: the steps at which it may take part, in the order in which they are taken. A step that a
/// module has nothing to do with is left as it is.
/// </summary>
/// <remarks>
/// To add a slice, derive from this in its room and put one line into the table of the host. An instance belongs to one
/// server and is used by the thread that builds it; what it reads in the first step it may keep for the later ones.
/// </remarks>
internal abstract class ServerModule
{
    /// <summary>What <c>Larder:Modules</c> calls it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether <c>Larder:Modules</c> may leave it out.</summary>
    public virtual bool IsOptional => true;

    /// <summary>
    /// First: reads its settings and gathers what is wrong with them. Also when the module will not be served, so that a
    /// fault does not wait for the day on which it is.
    /// </summary>
    public virtual void Read(IConfiguration configuration, StartFaults faults)
    {
    }

    /// <summary>Second: registers what it is made of. Database, clock and settings of the server are registered before.</summary>
    public virtual void AddServices(IServiceCollection services)
    {
    }

    /// <summary>
    /// Third: stands in front of everything, headers and errors included, in the order of the table. Every request pays
    /// for what stands here: hits are answered here, and whoever may keep a request from being answered stands here.
    /// </summary>
    public virtual void UseFirst(IApplicationBuilder app)
    {
    }

    /// <summary>Fourth: stands behind headers and error bodies, and before routing.</summary>
    public virtual void UseBeforeRouting(IApplicationBuilder app)
    {
    }

    /// <summary>Last: its endpoints.</summary>
    public virtual void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }

    /// <summary>
    /// Whenever the API document is asked for: what its routes take and answer. A route that is for no client, such as
    /// the script of a page, is not told; it carries <c>ExcludeFromDescription</c>.
    /// </summary>
    public virtual IEnumerable<OperationGroup> Describe() => [];
}
