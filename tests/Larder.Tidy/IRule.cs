namespace Larder.Tidy;

/// <summary>One rule of the house: reads a tree of files and says, a sentence each, where it is broken.</summary>
internal interface IRule
{
    /// <summary>What the rule demands, as one clause; it is the name that a failing test shows.</summary>
    string Demand { get; }

    IEnumerable<string> Check(FileSet files);
}
