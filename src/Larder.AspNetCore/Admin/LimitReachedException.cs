namespace Larder.AspNetCore.Admin;

/// <summary>More was written than there is room for.</summary>
internal sealed class LimitReachedException : Exception;
