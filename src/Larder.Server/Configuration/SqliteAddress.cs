namespace Larder.Server.Configuration;

/// <summary>A database in one file.</summary>
/// <param name="File">The full path; the file and its folder are made on first use.</param>
internal sealed record SqliteAddress(string File) : DatabaseAddress
{
    public override string Display => $"sqlite:///{File}";
}
