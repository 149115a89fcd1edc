using System.Reflection;
using System.Text.RegularExpressions;

namespace Larder.Server.Tests.Contract;

/// <summary>The suite is whole: every part runs on both engines, and every row that shows over HTTP has a test.</summary>
public sealed partial class ContractSuiteSpec
{
    // Rows of configuration, schema and packaging (S0-43, S0-44, S0-52 to S0-55, S1-12, S1-13, S1-15 to S1-21, S1-24) do not
    // show in an answer of this process, or only in another form of it; their tests stand where they can be seen.
    private static readonly string[] Rows =
    [
        "S0_01", "S0_02", "S0_03", "S0_04", "S0_05", "S0_10", "S0_11", "S0_12", "S0_13", "S0_14", "S0_15", "S0_16", "S0_17",
        "S0_18", "S0_19", "S0_20", "S0_21", "S0_22", "S0_23", "S0_24", "S0_25", "S0_26", "S0_27", "S0_28", "S0_31", "S0_35",
        "S0_36", "S0_37", "S0_38", "S0_39", "S0_40", "S0_41", "S0_42", "S0_50", "S0_51", "S0_53", "S0_56",
        "S1_01", "S1_02", "S1_03", "S1_04", "S1_05", "S1_06", "S1_08", "S1_09", "S1_11", "S1_14", "S1_22", "S1_23", "S1_30",
        "X_1", "X_2", "X_3", "X_4", "X_8", "X_9", "X_10", "X_15",
    ];

    private static readonly IReadOnlyList<Type> Parts =
    [
        .. typeof(ContractSuite).Assembly.GetTypes()
            .Where(type => type.IsAbstract && !type.IsSealed && type != typeof(ContractSuite)
                && type.Namespace == typeof(ContractSuite).Namespace),
    ];

    [Fact]
    public void Every_part_runs_on_both_engines()
    {
        Assert.NotEmpty(Parts);
        Assert.All(Parts, part =>
        {
            Assert.Single(typeof(OnSqlite).GetNestedTypes(), type => type.BaseType == part);
            var onPostgres = Assert.Single(typeof(OnPostgres).GetNestedTypes(), type => type.BaseType == part);
            Assert.Contains(
                onPostgres.GetCustomAttributesData(),
                data => data.AttributeType == typeof(TraitAttribute)
                    && data.ConstructorArguments.Select(each => each.Value).SequenceEqual(["Needs", "PostgreSQL"]));
        });
    }

    [Fact]
    public void Every_row_that_shows_over_http_has_a_test()
    {
        var proved = Parts
            .SelectMany(part => part.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Select(method => RowNumber().Match(method.Name))
            .Where(match => match.Success)
            .Select(match => match.Value)
            .ToHashSet(StringComparer.Ordinal);

        string[] missing = [.. Rows.Except(proved, StringComparer.Ordinal)];
        Assert.Empty(missing);
    }

    [GeneratedRegex("^(S[0-4]_[0-9]{2}|X_[0-9]+)(?=_)")]
    private static partial Regex RowNumber();
}
