namespace Larder.AspNetCore.KeyValue;

/// <summary>What an operation of a batch does.</summary>
internal enum BatchKind
{
    /// <summary>Reads.</summary>
    Get,

    /// <summary>Writes.</summary>
    Put,

    /// <summary>Removes.</summary>
    Delete,
}
