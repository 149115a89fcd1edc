using System.Globalization;
using System.Text;
using Larder.Tidy.Code;
using Larder.Tidy.Docs;
using Larder.Tidy.Layering;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Larder.Tidy.Measures;

/// <summary>The table of figures by which we know whether the code is as we want it.</summary>
internal static class HouseTable
{
    private const int LongFile = 250;
    private const int FilesOfAHit = 4;

    internal static IReadOnlyList<Measure> Read(FileSet files)
    {
        var sources = files.Sources.ToList();

        return
        [
            .. Sizes(sources),
            .. Shape(files, sources),
            .. Words(files, sources),
            .. Proof(files, sources),
        ];
    }

    internal static string Print(IReadOnlyList<Measure> measures)
    {
        var name = measures.Max(measure => measure.Name.Length);
        var figure = Math.Max("ours".Length, measures.Max(measure => measure.Figure.Length));
        var target = Math.Max("target".Length, measures.Max(measure => measure.Target.Length));
        var text = new StringBuilder();

        text.AppendLine($"{"measure".PadRight(name)}  {"ours".PadLeft(figure)}  {"target".PadRight(target)}");
        text.AppendLine($"{new string('-', name)}  {new string('-', figure)}  {new string('-', target)}  -------");
        foreach (var measure in measures)
        {
            text.AppendLine($"{measure.Name.PadRight(name)}  {measure.Figure.PadLeft(figure)}  "
                + $"{measure.Target.PadRight(target)}  {measure.Mark}");
        }

        return text.ToString();
    }

    /// <summary>The value that the given share of a sorted list does not exceed; zero for an empty list.</summary>
    internal static int Percentile(IReadOnlyList<int> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * share) - 1)];

    private static IEnumerable<Measure> Sizes(List<RepoFile> sources)
    {
        int[] lengths = [.. sources.Select(file => file.Lines.Length).Order()];
        int[] methods = [.. sources.SelectMany(MethodReader.Read).Select(method => method.Lines).Order()];
        var (largest, median) = (Percentile(lengths, 1), Percentile(lengths, .5));
        var longShare = Ratio(lengths.Count(length => length > LongFile), lengths.Length);

        yield return new("largest src file, lines", Number(largest), "< 400", largest < SizeRule.MaximumFileLines);
        yield return new("median src file, lines", Number(median), "60 to 110", median is >= 60 and <= 110);
        yield return new("src files over 250 lines", Percent(longShare), "< 5 %", longShare < .05);
        yield return new(
            "longest method, lines", Number(Percentile(methods, 1)), "<= 70",
            Percentile(methods, 1) <= SizeRule.MaximumMethodLines);
        yield return new(
            "95th percentile of methods, lines", Number(Percentile(methods, .95)), "<= 30",
            Percentile(methods, .95) <= 30);
    }

    private static IEnumerable<Measure> Shape(FileSet files, List<RepoFile> sources)
    {
        var types = TypeCount.Of(sources);
        var (closed, shown) = (Ratio(types.Closed, types.Classes), Ratio(types.Public, types.All));
        var cycles = RoomGraph.Cycles(UseReader.Read(files)).Count;
        var walk = HitPathRule.FilesThatExist(files);

        yield return new("folder cycles", Number(cycles), "0", cycles == 0);
        yield return new("classes sealed, static or abstract", Percent(closed), "100 %", types.Closed == types.Classes);
        yield return new("public share of types", Percent(shown), "< 35 %", shown < .35);
        yield return new(
            "files a hit passes through", walk == FilesOfAHit ? Number(walk) : "-", Number(FilesOfAHit),
            walk == FilesOfAHit ? true : null);
    }

    private static IEnumerable<Measure> Words(FileSet files, List<RepoFile> sources)
    {
        var silenced = Ratio(20 * sources.SelectMany(SuppressionReader.Read).Count(), sources.Count);
        var marks = new FileSet(sources);
        var blemishes = new IRule[] { new DirectiveRule(), new MarkerRule(), new NameRule() }
            .Sum(rule => rule.Check(marks).Count());
        var wide = new LineRule().Check(files).Count();
        var engine = LineCount.Of(sources.Where(file => file.IsUnder("src/Larder.Engine")));
        var others = LineCount.Of(sources.Where(file => !file.IsUnder("src/Larder.Engine")));
        var (inside, outside) = (Ratio(engine.Comments, engine.Code), Ratio(others.Comments, others.Code));

        yield return new("suppressions per 20 files", Decimal(silenced), "< 1", silenced < 1);
        yield return new("#region, open markers, empty names", Number(blemishes), "0", blemishes == 0);
        yield return new("lines over 120 characters", Number(wide), "0", wide == 0);
        yield return new(
            "comment lines per code line, Engine", Decimal(inside), ".15 to .35", inside is >= .15 and <= .35);
        yield return new(
            "comment lines per code line, elsewhere", Decimal(outside), ".03 to .10", outside is >= .03 and <= .10);
    }

    private static IEnumerable<Measure> Proof(FileSet files, List<RepoFile> sources)
    {
        var engine = sources.Where(file => file.IsUnder("src/Larder.Engine")).ToList();
        var asserts = engine.Sum(file => file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Count(call => call.Expression.ToString() is "Debug.Assert"));
        var spacing = asserts == 0 ? double.PositiveInfinity : (double)LineCount.Of(engine).Code / asserts;
        var tested = Ratio(
            files.Tests.Sum(file => file.Lines.Length), sources.Sum(file => file.Lines.Length));
        var readme = files.Find("README.md")?.Lines.Length ?? 0;

        yield return new(
            "code lines per assert, Engine", asserts == 0 ? "none" : Number((int)spacing), "<= 40", spacing <= 40);
        yield return new("test lines per src line", Decimal(tested), "1.1 to 1.6", tested is >= 1.1 and <= 1.6);
        yield return new("README, lines", Number(readme), "< 250", readme is > 0 and < ReadmeRule.MaximumLines);
    }

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Decimal(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(double value) => (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
