namespace Larder.Server.Configuration;

/// <summary>What is printed in the place of a password.</summary>
internal static class Secret
{
    public const string Mask = "***";
}
