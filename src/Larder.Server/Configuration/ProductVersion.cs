using System.Reflection;

namespace Larder.Server.Configuration;

/// <summary>The version of this build, as people write it.</summary>
internal static class ProductVersion
{
    /// <summary>Without the commit, which the SDK appends after a plus.</summary>
    public static readonly string Text = typeof(ProductVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
