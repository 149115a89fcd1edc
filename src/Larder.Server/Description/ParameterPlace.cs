namespace Larder.Server.Description;

/// <summary>Where a parameter of a request stands.</summary>
internal enum ParameterPlace
{
    /// <summary>In braces in the path.</summary>
    Path,

    /// <summary>After the question mark.</summary>
    Query,

    /// <summary>Among the headers.</summary>
    Header,
}
