using Larder.Tidy.Contracts;

namespace Larder.Tidy.Tests.Contracts;

public sealed class ContractRuleSpec
{
    private const string Rows = "| S4-01 | One. |\n| X-3 | Two. |\n";

    [Fact]
    public void A_row_that_stands_nowhere_names_the_three_places()
    {
        Assert.Equal(
            "S4-01 is nowhere: name it in a test (S4_01), or in "
            + "\"Not built, because\" or \"To come\" of docs/contracts.md",
            Assert.Single(Check(Rows, notBuilt: "", toCome: "| X-3 | later |\n")));
    }

    [Fact]
    public void A_row_that_is_proved_must_leave_the_table()
    {
        Assert.Equal(
            "S4-01 is proved by ManagerSpec.S4_01_Set_returns_true and still stands in "
            + "\"To come\" of docs/contracts.md; take it out there, or leave only the open part: S4-01 (what is open)",
            Assert.Single(Check(
                Rows, "", "| S4-01, X-3 | later |\n", "[Fact] public void S4_01_Set_returns_true() { }")));
    }

    [Fact]
    public void A_row_that_is_built_after_all_must_leave_the_table()
    {
        Assert.StartsWith(
            "X-3 is proved by ManagerSpec.Health_has_one_body_X_3 and still stands in \"Not built, because\" of ",
            Assert.Single(Check(
                Rows,
                "| X-3 | no need |\n",
                "| S4-01 | later |\n",
                "[Theory] public void Health_has_one_body_X_3() { }")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_in_both_tables_is_refused()
    {
        Assert.Equal(
            "X-3 stands 2 times in the tables \"Not built, because\" and \"To come\" of docs/contracts.md; keep one",
            Assert.Single(Check(Rows, "| X-3 | no need |\n", "| S4-01, X-3 | later |\n")));
    }

    [Fact]
    public void A_part_of_a_row_may_wait_while_the_rest_is_proved()
    {
        Assert.Empty(Check(
            Rows,
            "| S4-01 (by lifetime) | the wheel does it |\n",
            "| S4-01 (over Redis), X-3 | later |\n",
            "[Fact] public void S4_01_Set_returns_true() { }"));
    }

    [Fact]
    public void A_part_alone_does_not_place_the_row()
    {
        Assert.StartsWith(
            "S4-01 is nowhere",
            Assert.Single(Check(Rows, "| S4-01 (by lifetime) | the wheel does it |\n", "| X-3 | later |\n")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_that_names_no_row_of_the_page_is_refused()
    {
        Assert.Equal(
            "ManagerSpec.S2_99_Flies names the row S2-99, which docs/contracts.md does not declare",
            Assert.Single(Check(Rows, "", "| S4-01, X-3 | later |\n", "[Fact] public void S2_99_Flies() { }")));
    }

    [Fact]
    public void A_table_that_names_no_row_of_the_page_is_refused()
    {
        Assert.Equal(
            "S0-77 stands in a table of docs/contracts.md, which does not declare it",
            Assert.Single(Check(Rows, "", "| S0-77, S4-01, X-3 | later |\n")));
    }

    [Fact]
    public void A_row_that_is_declared_twice_is_refused()
    {
        Assert.Equal(
            "X-3 is declared 2 times in docs/contracts.md",
            Assert.Single(Check(Rows + "| X-3 | Again. |\n", "", "| S4-01, X-3 | later |\n")));
    }

    [Fact]
    public void A_method_that_is_no_test_proves_nothing()
    {
        Assert.Empty(Check(Rows, "", "| S4-01, X-3 | later |\n", "private void S4_01_Prepare() { }"));
    }

    [Fact]
    public void One_test_may_prove_several_rows()
    {
        Assert.Empty(Check(Rows, "", "", "[Fact] public void S4_01_and_X_03_hold() { }"));
    }

    private static IEnumerable<string> Check(string rows, string notBuilt, string toCome, string member = "") =>
        new ContractRule().Check(FileSet.Of(
            ("docs/contracts.md",
                $"# Contracts\n\n## Rows\n\n| row | contract |\n|---|---|\n{rows}\n"
                + $"## Not built, because\n\n| row | because |\n|---|---|\n{notBuilt}\n"
                + $"## To come\n\n| row | with |\n|---|---|\n{toCome}"),
            ("tests/Larder.Tests/ManagerSpec.cs", $"public sealed class ManagerSpec {{ {member} }}")));
}
