using System.Security.Cryptography;
using System.Text;
using Larder.Server.Payloads;
using Larder.Server.Payloads.Transforming;

namespace Larder.Server.Tests.Payloads;

public sealed class OutputSpec
{
    [Fact]
    public void S0_19_empty_lists_give_the_empty_text_and_empty_items_a_separator()
    {
        Assert.Equal("", PayloadText.Output([], []));
        Assert.Equal(", ", PayloadText.Output([""], [""]));
        Assert.Equal(", , , ", PayloadText.Output(["", ""], ["", ""]));
    }

    [Fact]
    public void S0_20_the_lists_take_turns_and_commas_inside_stay()
    {
        Assert.Equal("A,1, X, B, Y,", PayloadText.Output(["a,1", "b"], ["x", "y,"]));
    }

    [Fact]
    public void S0_21_the_whole_output_is_in_upper_case()
    {
        Assert.Equal("FIRST STRING, OTHER STRING", PayloadText.Output(["first string"], ["Other string"]));
    }

    [Theory]
    [InlineData("  a  ", "A")]
    [InlineData("a  b", "A B")]
    [InlineData("a\tb\n c", "A B C")]
    [InlineData(" \t\r\n ", "")]
    public void S0_22_items_are_trimmed_and_runs_of_blanks_become_one(string item, string cleaned)
    {
        Assert.Equal($"{cleaned}, ", PayloadText.Output([item], [""]));
    }

    [Theory]
    [InlineData("a\u00A0b", "A\u00A0B")]
    [InlineData("a\vb", "A\vB")]
    [InlineData("a\u2003b c", "A\u2003B C")]
    [InlineData("\u00A0a\u001C", "A")]
    [InlineData("a\u00A0b  c", "A B C")]
    [InlineData("a\u001Fb\rc", "A B C")]
    [InlineData("a\u200B\u200Bb\nc", "A\u200B\u200BB C")]
    [InlineData("a \u00A0b", "A \u00A0B")]
    public void S0_23_only_two_spaces_a_tab_or_a_line_break_make_an_item_be_split(string item, string cleaned)
    {
        Assert.Equal($"{cleaned}, ", PayloadText.Output([item], [""]));
    }

    [Fact]
    public void S0_23_blank_is_what_python_calls_blank()
    {
        int[] python =
        [
            0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x2001, 0x2002,
            0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
        ];

        var blanks = Enumerable.Range(0, char.MaxValue + 1).Where(code => PythonWhiteSpace.Contains((char)code));

        Assert.Equal(python, blanks);
    }

    [Theory]
    [InlineData("straße", "STRASSE")]
    [InlineData("ﬁx", "FIX")]
    [InlineData("ŉ", "ʼN")]
    [InlineData("ı", "I")]
    [InlineData("ᾀ", "ἈΙ")]
    [InlineData("\u0390", "\u0399\u0308\u0301")]
    [InlineData("ſ", "S")]
    [InlineData("𐐨", "𐐀")]
    [InlineData("ς", "Σ")]
    public void S0_24_upper_case_is_the_full_mapping(string item, string upper)
    {
        Assert.Equal($"{upper}, ", PayloadText.Output([item], [""]));
    }

    [Fact]
    public void S0_24_all_of_unicode_is_as_in_python()
    {
        // SHA-256 of the UTF-8 of chr(c).upper() for every c but the surrogates; the same in Python 3.11, 3.12 and 3.13.
        const string Python = "61a79e5ccd3ab390ab0a1ce8e213e949b2f65e5062a636e4c2e32eca4ab4e48f";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        foreach (var text in AllCharacters())
            hash.AppendData(Encoding.UTF8.GetBytes(IsYoung(text) ? text : Upper(text)));

        Assert.Equal(Python, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void S0_24_103_characters_differ_from_dotnet_and_without_icu_the_long_s()
    {
        var differing = AllCharacters()
            .Where(text => !Upper(text).Equals(text.ToUpperInvariant(), StringComparison.Ordinal))
            .ToList();

        Assert.Equal(103 + 1, differing.Count);
        Assert.Equal(103 + 1, SpecialCasing.Count);
        Assert.Contains("ſ", differing);
    }

    [Fact]
    public void S0_24_ten_thousand_payloads_have_the_ids_and_outputs_that_python_gives()
    {
        const string Python = "f033d7d28c8001c21a85c8a11ca225ade622151080c58b97b68ddab0eea8aada";
        var reference = new PythonReference(seed: 20260711);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        for (var i = 0; i < 10_000; i++)
        {
            var (list1, list2) = reference.NextPayload();
            var sent = PayloadText.Json(list1, list2);
            hash.AppendData(Encoding.UTF8.GetBytes($"{PayloadText.Id(sent)}\n{PayloadText.Body(sent)}\n"));
        }

        Assert.Equal(Python, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void S0_25_an_item_may_have_8192_code_points_once_cleaned_and_no_more()
    {
        var fits = string.Concat(Enumerable.Repeat("😀", PayloadLimits.ItemLengthMax));

        var accepted = PayloadText.Transform(PayloadText.Json(["x", $"   {fits}\n"], ["", ""]));
        var first = PayloadText.Transform(PayloadText.Json([fits + "x"], [""]));
        var later = PayloadText.Transform(PayloadText.Json(["", "", ""], ["", "", new string('ß', 8193)]));

        Assert.Null(accepted.Refusal);
        Assert.Equal("list_1[0] exceeds maximum allowed length (8192).", first.Refusal);
        Assert.Equal("list_2[2] exceeds maximum allowed length (8192).", later.Refusal);
        Assert.Null(first.Body);
    }

    [Fact]
    public void S0_26_a_list_may_have_100000_items_and_no_more()
    {
        var most = Enumerable.Repeat("", PayloadLimits.ItemsMax).ToArray();

        var accepted = PayloadText.Transform(PayloadText.Json(most, most));
        var refused = PayloadText.Read(PayloadText.Json([.. most, "x"], [.. most, "y"]));

        Assert.Equal(2 * ((2 * PayloadLimits.ItemsMax) - 1), accepted.Body!.Length - """{"output":""}""".Length);
        Assert.Equal(400, refused.Status);
        Assert.Equal(
            """{"detail":{"message":"list_1 exceeds maximum allowed items (100000)."}}""",
            Encoding.UTF8.GetString(refused.Refusal));
    }

    [Theory]
    [InlineData('a', 0, true)]
    [InlineData('a', 1, false)]
    [InlineData('é', 0, true)]
    [InlineData('ß', 0, false)]
    public void S0_27_the_output_may_have_5000000_code_points_and_no_more(char letter, int tooMany, bool isAccepted)
    {
        // 999 items of 4,998, one of 3,000, 1,000 empty ones and 1,999 separators of two: exactly as many as fit.
        var texts = Enumerable.Repeat(new string(letter, 4998), 1000).ToArray();
        texts[0] = new string(letter, 3000 + tooMany);
        var nothing = Enumerable.Repeat("", 1000).ToArray();

        var result = PayloadText.Transform(PayloadText.Json(texts, nothing));

        Assert.Equal(isAccepted, result.Body is not null);
        Assert.Equal(
            isAccepted ? null : "Final output exceeds maximum allowed length; reduce input size.", result.Refusal);
    }

    [Theory]
    [InlineData("""{"output":"A, B"}""", """{"output":"A, B"}""")]
    [InlineData("""{"output": "A, \u00e9\/\u2028"}""", "{\"output\":\"A, é/\u2028\"}")]
    public void A_row_of_another_program_is_answered_in_our_form(string stored, string body)
    {
        Assert.Equal(body, Encoding.UTF8.GetString(OutputBody.FromStored(stored)));
    }

    [Theory]
    [InlineData("A, B")]
    [InlineData("""["A, B"]""")]
    [InlineData("""{"output":null}""")]
    [InlineData("""{"result":"A"}""")]
    [InlineData("""{"output":"\ud800"}""")]
    public void A_row_that_is_no_output_is_a_fault_that_says_so(string stored)
    {
        var fault = Assert.Throws<InvalidDataException>(() => OutputBody.FromStored(stored));

        Assert.Contains("stored payload", fault.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> AllCharacters() =>
        Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(char.ConvertFromUtf32);

    private static string Upper(string text)
    {
        var target = new char[UpperCase.RoomFor(text.Length)];
        return new string(target, 0, UpperCase.Write(text, target));
    }

    /// <summary>Letters that got an upper case with Unicode 16, which those versions of Python do not know.</summary>
    private static bool IsYoung(string text) =>
        char.ConvertToUtf32(text, 0) is 0x19B or 0x264 or 0x1C8A or 0xA7CD or 0xA7DB or (>= 0x10D70 and <= 0x10D85);
}
