namespace Larder.Tidy.Contracts;

/// <summary>A mention of a row in a table of the page: the whole row, or one part of it in brackets.</summary>
internal readonly record struct ContractRow(string Id, string Part)
{
    internal bool IsWhole => Part.Length == 0;
}
