using Larder.Invalidation;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Tests.Invalidation;

public sealed class KeyPatternSpec(ITestOutputHelper output)
{
    [Theory]
    [InlineData("user:7", "user:7", true)]
    [InlineData("user:7", "user:77", false)]
    [InlineData("user:7", "User:7", false)]
    [InlineData("user:7", "", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    public void A_pattern_without_signs_is_the_key_itself(string pattern, string key, bool matches) =>
        Check(pattern, key, matches);

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("product:*", "product:", true)]
    [InlineData("product:*", "product:1:price", true)]
    [InlineData("product:*", "product", false)]
    [InlineData("*:price", "product:1:price", true)]
    [InlineData("*:price", "product:1:prices", false)]
    [InlineData("*:1:*", "product:1:price", true)]
    [InlineData("*:1:*", "product:11:price", false)]
    [InlineData("a*b*c", "abc", true)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("a*b*c", "acb", false)]
    [InlineData("a***b", "ab", true)]
    [InlineData("*ab", "aab", true)]
    [InlineData("*aab*", "aaab", true)]
    [InlineData("a*a", "a", false)]
    public void A_star_is_any_run(string pattern, string key, bool matches) => Check(pattern, key, matches);

    [Theory]
    [InlineData("h?llo", "hello", true)]
    [InlineData("h?llo", "hllo", false)]
    [InlineData("h?llo", "heello", false)]
    [InlineData("?", "", false)]
    [InlineData("??*", "ab", true)]
    [InlineData("*??", "a", false)]
    [InlineData("?", "é", true)]
    [InlineData("?", "😀", true)]
    [InlineData("??", "😀", false)]
    [InlineData("*?", "😀", true)]
    [InlineData("😀*", "😀😀", true)]
    public void A_question_mark_is_one_character_whatever_its_length(string pattern, string key, bool matches) =>
        Check(pattern, key, matches);

    [Theory]
    [InlineData("h[ae]llo", "hallo", true)]
    [InlineData("h[ae]llo", "hillo", false)]
    [InlineData("h[ae]llo", "hllo", false)]
    [InlineData("[a-c]", "b", true)]
    [InlineData("[a-c]", "d", false)]
    [InlineData("[c-a]", "b", true)]
    [InlineData("[^a]", "b", true)]
    [InlineData("[^a]", "a", false)]
    [InlineData("[^a-c]", "b", false)]
    [InlineData("[!a]", "!", true)]
    [InlineData("[a^]", "^", true)]
    [InlineData("[]", "]", false)]
    [InlineData("[]a]", "a]", false)]
    [InlineData("[^]", "x", true)]
    [InlineData("[^]", "", false)]
    [InlineData("[\\]]", "]", true)]
    [InlineData("[\\^a]", "^", true)]
    [InlineData("[\\a-c]", "b", false)]
    [InlineData("[\\a-c]", "-", true)]
    [InlineData("[*?]", "*", true)]
    [InlineData("[*?]", "x", false)]
    [InlineData("[-a]", "-", true)]
    [InlineData("[a-]x]", "`", true)]
    [InlineData("[a-]x]", "b", false)]
    [InlineData("[α-ω]", "μ", true)]
    [InlineData("[😀-😂]", "😁", true)]
    [InlineData("[^😀]", "😁", true)]
    public void A_class_is_one_of_its_characters(string pattern, string key, bool matches) => Check(pattern, key, matches);

    [Theory]
    [InlineData("a\\*b", "a*b", true)]
    [InlineData("a\\*b", "aXb", false)]
    [InlineData("\\?", "?", true)]
    [InlineData("\\?", "x", false)]
    [InlineData("\\[a]", "[a]", true)]
    [InlineData("\\\\", "\\", true)]
    [InlineData("\\a", "a", true)]
    [InlineData("\\😀", "😀", true)]
    public void A_backslash_takes_the_meaning_away(string pattern, string key, bool matches) => Check(pattern, key, matches);

    [Theory]
    [InlineData("product:*", "product:", false, true)]
    [InlineData("pro\\*duct:?", "pro*duct:", false, false)]
    [InlineData("*:1", "", false, false)]
    [InlineData("*", "", false, true)]
    [InlineData("whole", "whole", true, false)]
    [InlineData("😀[a]*", "😀", false, false)]
    [InlineData("", "", true, false)]
    public void What_every_match_begins_with_is_known(string pattern, string prefix, bool isLiteral, bool isPrefix)
    {
        var parsed = KeyPattern.Parse(pattern);

        Assert.Equal((prefix, isLiteral, isPrefix), (parsed.Prefix, parsed.IsLiteral, parsed.IsPrefix));
        Assert.Equal(pattern, parsed.ToString());
    }

    [Theory]
    [InlineData("a[bc", "position 1 of \"a[bc\"")]
    [InlineData("[", "Close it")]
    [InlineData("[^", "Close it")]
    [InlineData("[a-]", "Close it")]
    [InlineData("[a\\]", "Close it")]
    [InlineData("a\\", "ends \"a\\\"")]
    public void A_malformed_pattern_is_refused_with_the_place_and_the_remedy(string pattern, string told)
    {
        var refused = Assert.Throws<ArgumentException>(() => KeyPattern.Parse(pattern));

        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
        Assert.Equal("pattern", refused.ParamName);
    }

    [Fact]
    public void What_is_no_text_of_bounded_length_is_refused()
    {
        Assert.Throws<ArgumentException>(() => KeyPattern.Parse("half a pair: \ud83d*"));
        Assert.Throws<ArgumentNullException>(() => KeyPattern.Parse(null!));
        Assert.Throws<ArgumentException>(() => KeyPattern.Parse(new string('*', CacheText.Longest + 1)));
        Assert.True(KeyPattern.Parse(new string('*', CacheText.Longest)).Matches("x"));
    }

    [Fact]
    public void Patterns_made_to_explode_do_not()
    {
        var longest = CacheText.Longest;
        var text = new string('a', longest);
        string[] hostile =
        [
            string.Concat(Enumerable.Repeat("a*", longest / 2 - 1)) + "b",
            string.Concat(Enumerable.Repeat("*?", longest / 2 - 1)) + "b",
            string.Concat(Enumerable.Repeat("*[^b]", longest / 5 - 1)) + "b",
            "*" + new string('a', longest - 2) + "b",
            "*" + new string('?', longest / 2) + "b*",
        ];

        foreach (var pattern in hostile)
        {
            Assert.False(KeyPattern.Parse(pattern).Matches(text));
            Assert.True(KeyPattern.Parse(pattern).Matches(text + text + "b"));
        }
    }

    [Fact]
    public void Random_patterns_match_as_their_definition_says()
    {
        var rounds = TestScale.Current.Of("random patterns", 20_000, 500_000);

        SeededRandom.Run(
            random =>
            {
                for (var i = 0; i < rounds; i++)
                {
                    var (pattern, key) = (GlobText.Pattern(random, most: 8), GlobText.Key(random, most: 8));
                    Assert.True(
                        NaiveGlob.Matches(pattern, key) == KeyPattern.Parse(pattern).Matches(key),
                        $"Pattern {pattern}, key {key}.");
                }
            },
            output.WriteLine);
    }

    [Fact]
    public void Matching_allocates_nothing()
    {
        var pattern = KeyPattern.Parse("user:*:[a-f]?:\\*");

        Assert.Equal(0, AllocationMeter.BytesOf(() => pattern.Matches("user:1:b7:*")));
    }

    private static void Check(string pattern, string key, bool matches) =>
        Assert.Equal(matches, KeyPattern.Parse(pattern).Matches(key));
}
