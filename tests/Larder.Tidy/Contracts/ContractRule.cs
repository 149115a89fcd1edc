namespace Larder.Tidy.Contracts;

/// <summary>Every contract row stands in exactly one place: the name of a test, or one of the two tables.</summary>
internal sealed class ContractRule : IRule
{
    public string Demand => "each contract row is proved by a test, not built for a reason, or to come";

    public IEnumerable<string> Check(FileSet files)
    {
        if (files.Find(ContractPage.Path) is not { } file)
        {
            return [$"{ContractPage.Path} is missing"];
        }

        var page = new ContractPage(file);
        var proofs = ProofReader.Read(files);

        return Declarations(page, proofs).Concat(page.Declared.Distinct().SelectMany(row => Places(page, proofs, row)));
    }

    private static IEnumerable<string> Declarations(ContractPage page, IReadOnlyDictionary<string, string> proofs)
    {
        foreach (var row in page.Declared.GroupBy(row => row).Where(group => group.Count() > 1))
        {
            yield return $"{row.Key} is declared {row.Count()} times in {ContractPage.Path}";
        }

        foreach (var row in page.NotBuilt.Concat(page.ToCome).Where(row => !page.Declared.Contains(row.Id)))
        {
            yield return $"{row.Id} stands in a table of {ContractPage.Path}, which does not declare it";
        }

        foreach (var (row, test) in proofs.Where(proof => !page.Declared.Contains(proof.Key)))
        {
            yield return $"{test} names the row {row}, which {ContractPage.Path} does not declare";
        }
    }

    private static IEnumerable<string> Places(
        ContractPage page, IReadOnlyDictionary<string, string> proofs, string row)
    {
        var refused = page.NotBuilt.Count(each => each.Id == row && each.IsWhole);
        var waiting = page.ToCome.Count(each => each.Id == row && each.IsWhole);
        var test = proofs.GetValueOrDefault(row);

        if (refused + waiting > 1)
        {
            yield return $"{row} stands {refused + waiting} times in the tables \"{ContractPage.NotBuiltTable}\" "
                + $"and \"{ContractPage.ToComeTable}\" of {ContractPage.Path}; keep one";
        }
        else if (test is not null && refused + waiting == 1)
        {
            var table = refused == 1 ? ContractPage.NotBuiltTable : ContractPage.ToComeTable;
            yield return $"{row} is proved by {test} and still stands in \"{table}\" of {ContractPage.Path}; "
                + $"take it out there, or leave only the open part: {row} (what is open)";
        }
        else if (test is null && refused + waiting == 0)
        {
            yield return $"{row} is nowhere: name it in a test ({row.Replace('-', '_')}), or in "
                + $"\"{ContractPage.NotBuiltTable}\" or \"{ContractPage.ToComeTable}\" of {ContractPage.Path}";
        }
    }
}
