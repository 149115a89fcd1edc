namespace Larder.Tidy.Code;

/// <summary>A diagnostic that is silenced everywhere is one to configure, and each silence says why.</summary>
internal sealed class SuppressionRule : IRule
{
    /// <summary>The third time is a policy, and a policy is written once.</summary>
    private const int PolicyAt = 3;

    public string Demand => "suppressions say why, and the third of a kind moves to .editorconfig";

    public IEnumerable<string> Check(FileSet files)
    {
        var found = files.CSharp.SelectMany(SuppressionReader.Read).ToList();

        foreach (var each in found.Where(each => !each.HasReason))
        {
            yield return $"{each.Path}:{each.Line} silences {each.Code} without a sentence why";
        }

        foreach (var group in found.GroupBy(each => each.Code).Where(group => group.Count() >= PolicyAt))
        {
            var places = string.Join(", ", group.Select(each => $"{each.Path}:{each.Line}"));
            yield return $"{group.Key} is silenced {group.Count()} times ({places}); "
                + "configure it once in .editorconfig";
        }
    }
}
