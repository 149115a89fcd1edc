namespace Larder.Tidy.Code;

/// <summary>Files and methods stay small enough to be read in one go.</summary>
internal sealed class SizeRule : IRule
{
    internal const int MaximumFileLines = 400;
    internal const int MaximumMethodLines = 70;

    public string Demand => "files have at most 400 lines, methods 70";

    public IEnumerable<string> Check(FileSet files) => files.CSharp.SelectMany(Check);

    private static IEnumerable<string> Check(RepoFile file)
    {
        if (file.Lines.Length > MaximumFileLines)
        {
            yield return $"{file.Path} has {file.Lines.Length} lines, but a file has at most {MaximumFileLines}; "
                + "cut it by idea";
        }

        foreach (var method in MethodReader.Read(file).Where(method => method.Lines > MaximumMethodLines))
        {
            yield return $"{file.Path} has {method.Lines} lines in {method.Name}, but a method has at most "
                + $"{MaximumMethodLines}";
        }
    }
}
