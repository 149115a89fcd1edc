namespace Larder.Server.Configuration;

/// <summary>A setting as it may be shown to people: passwords masked.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Value">What holds, masked where it has to be.</param>
/// <param name="Origin">The name under which it was given, or <c>default</c>.</param>
internal sealed record ShownSetting(string Name, string Value, string Origin);
