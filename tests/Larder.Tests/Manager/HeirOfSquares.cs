namespace Larder.Tests.Manager;

/// <summary>A typed cache that inherits its loader, and decides by itself whether that is used.</summary>
internal sealed class HeirOfSquares(CacheManager manager, bool loads) : Squares(manager)
{
    protected override bool HasLoader => loads && base.HasLoader;
}
