using System.Security.Cryptography;
using System.Text;
using Larder.Server.Payloads.Canonical;

namespace Larder.Server.Tests.Payloads;

public sealed class CanonicalFormSpec
{
    private const string KnownId = "f44216d4fbf66c4fd3c65813504d45d782ae13c4964d148d83435d316d7a8470";

    [Fact]
    public void S0_10_the_id_of_the_first_example_is_the_published_one()
    {
        Assert.Equal(KnownId, PayloadText.Id("""{"list_1":["a"],"list_2":["b"]}"""));
    }

    [Theory]
    [InlineData("""{"list_1":[],"list_2":[]}""", """{"list_1": [], "list_2": []}""")]
    [InlineData("""{"list_1":["a","b"],"list_2":["c","d"]}""", """{"list_1": ["a", "b"], "list_2": ["c", "d"]}""")]
    [InlineData("""{"list_1":["é"],"list_2":["😀"]}""", """{"list_1": ["\u00e9"], "list_2": ["\ud83d\ude00"]}""")]
    [InlineData("""{"list_1":["\/<>&'+"],"list_2":["\u007f"]}""", """{"list_1": ["/<>&'+"], "list_2": ["\u007f"]}""")]
    [InlineData(
        """{"list_1":["\"\\\b\f\n\r\t"],"list_2":["\u0000\u001F"]}""",
        """{"list_1": ["\"\\\b\f\n\r\t"], "list_2": ["\u0000\u001f"]}""")]
    public void S0_11_the_form_is_what_pythons_json_writes(string sent, string form)
    {
        var canonical = PayloadText.Canonical(sent);

        Assert.Equal(form, canonical);
        Assert.Equal(Sha256(form), PayloadText.Id(sent));
    }

    [Theory]
    [InlineData("""{"list_1":[" a "],"list_2":["b"]}""")]
    [InlineData("""{"list_1":["A"],"list_2":["b"]}""")]
    [InlineData("""{"list_1":["b"],"list_2":["a"]}""")]
    public void S0_12_the_strings_are_hashed_as_sent(string sent)
    {
        Assert.NotEqual(KnownId, PayloadText.Id(sent));
    }

    [Theory]
    [InlineData("""{"list_2":["b"],"list_1":["a"]}""")]
    [InlineData("""  { "list_1" : [ "a" ] , "list_2" : [ "b" ] }  """)]
    [InlineData("""{"list_1":["\u0061"],"list_2":["\u0062"]}""")]
    [InlineData("""{"l\u0069st_1":["a"],"\u006c\u0069\u0073\u0074\u005f\u0032":["b"]}""")]
    [InlineData("""{"list_1":["x","y"],"list_2":["b"],"list_1":["a"]}""")]
    [InlineData("""{"list_1":7,"list_2":[{}],"list_2":["b"],"list_1":["a"]}""")]
    [InlineData("""{"list_1":["a"],"more":{"list_1":["z"]},"list_2":["b"],"\ud800":1}""")]
    public void S0_13_only_the_two_lists_decide(string sent)
    {
        Assert.Equal(KnownId, PayloadText.Id(sent));
    }

    [Theory]
    [InlineData("""[[],[]]""", "397264fe72a6d6f7a2b8d534f92b98d05e364e88989713fec930d457a1076e53")]
    [InlineData("""[[""],[""]]""", "33dc7646a64f2c77ec22cf19805f24a529ee345151601f597cbdcd30aeb143de")]
    [InlineData(
        """[["first string","second string"],["other string","another string"]]""",
        "f4d71dcf7d733763221220571bcaf91de15eee4fdc966fce4c24e37ff1abb374")]
    [InlineData("""[["hello"],["world"]]""", "55b968746e7f15d685456f8578c586bc2ba342cedee2bc3bb904a90f493dcc6f")]
    [InlineData(
        """[["cache","hit"],["test","again"]]""",
        "29701092ae42f7986a092c448555b4b385d833e977b2b6759d82e01f52a57d88")]
    [InlineData("""[["é"],["ß"]]""", "e3012f8cb0969fc90327aa61df5429da65788e7f0b116161d7e7d32e019078fc")]
    [InlineData("""[["😀"],["\u2028"]]""", "4b452cc87542cc48e742e0fe0cac318683e717d065d4809fb0c77b8978ee93e9")]
    [InlineData(
        """[["\"\\/"],["\b\f\n\r\t\u0001\u007f"]]""",
        "0836b575cbf37edd3b1519d8cdbdef023a118025199b22ad46111fec2de61b8e")]
    [InlineData("""[["<>&'+"],["`=@"]]""", "21bac9bb5b9543f11280c788ec7c91e4c336d037aa769a549d391a38cd5bc6e3")]
    [InlineData(
        """[["first string","second string","third string"],["other string","another string","last string"]]""",
        "e50e1ff1356c04fd75bea7b44dfd3647cf6a06202d5067f17476e4e3826ddc72")]
    public void S0_14_the_known_pairs_of_payload_and_id_hold(string lists, string id)
    {
        var border = lists.IndexOf("],[", StringComparison.Ordinal) + 1;
        var sent = $$"""{"list_1":{{lists[1..border]}},"list_2":{{lists[(border + 1)..^1]}}}""";

        Assert.Equal(id, PayloadText.Id(sent));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1990)]
    [InlineData(CanonicalForm.PieceLength)]
    [InlineData(5 * CanonicalForm.PieceLength)]
    public void S0_44_a_form_of_any_length_is_hashed_as_the_whole_it_is(int length)
    {
        // Every place of a piece's border is met: in plain text, within an escape, and between the parts.
        for (var shift = 0; shift < 40; shift++)
        {
            var sent = PayloadText.Json([new string('a', length + shift), "é"], [new string('ü', shift), "\n"]);

            Assert.Equal(Sha256(PayloadText.Canonical(sent)), PayloadText.Id(sent));
        }
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
}
