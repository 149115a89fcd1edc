using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Larder.Tidy.Code;

/// <summary>Regions hide size, and conditional source is source that nobody builds.</summary>
internal sealed class DirectiveRule : IRule
{
    public string Demand => "no regions anywhere, no conditional compilation in src but the generator's target";

    public IEnumerable<string> Check(FileSet files)
    {
        foreach (var file in files.CSharp)
        {
            var nodes = file.Syntax.DescendantNodes(descendIntoTrivia: true);
            foreach (var directive in nodes.OfType<DirectiveTriviaSyntax>())
            {
                var line = directive.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

                if (directive is RegionDirectiveTriviaSyntax)
                {
                    yield return $"{file.Path}:{line} opens a #region; cut the file by idea instead";
                }
                else if (directive is IfDirectiveTriviaSyntax
                    && file.IsUnder("src")
                    && !file.IsUnder("src/Larder.Generators"))
                {
                    yield return $"{file.Path}:{line} compiles on a condition (#if); src has one shape";
                }
            }
        }
    }
}
