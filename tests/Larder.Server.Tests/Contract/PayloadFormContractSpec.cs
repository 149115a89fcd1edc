using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Larder.Server.Tests.Payloads;

namespace Larder.Server.Tests.Contract;

/// <summary>Ids and outputs as they come over the wire; the rules behind them are tested closer by.</summary>
public abstract class PayloadFormContractSpec(ServerUnderTest server) : ContractSuite(server)
{
    [Fact]
    public async Task S0_10_the_id_of_the_first_example_is_the_published_one()
    {
        var id = await Client.StoreAsync("""{"list_1":["a"],"list_2":["b"]}""");

        Assert.Equal("f44216d4fbf66c4fd3c65813504d45d782ae13c4964d148d83435d316d7a8470", id);
    }

    [Theory]
    [InlineData("""{"list_1":["é\u007f"],"list_2":["😀/<>&'+"]}""", """{"list_1": ["\u00e9\u007f"], "list_2": ["\ud83d\ude00/<>&'+"]}""")]
    [InlineData("""{"list_1":["\"\\\b\f"],"list_2":["\n\r\t\u0001"]}""", """{"list_1": ["\"\\\b\f"], "list_2": ["\n\r\t\u0001"]}""")]
    public async Task S0_11_the_id_is_the_hash_of_what_pythons_json_writes(string sent, string form)
    {
        var id = await Client.StoreAsync(sent);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(form))), id);
    }

    [Theory]
    [InlineData("[]", "[]", "397264fe72a6d6f7a2b8d534f92b98d05e364e88989713fec930d457a1076e53")]
    [InlineData("""[""]""", """[""]""", "33dc7646a64f2c77ec22cf19805f24a529ee345151601f597cbdcd30aeb143de")]
    [InlineData("""["hello"]""", """["world"]""", "55b968746e7f15d685456f8578c586bc2ba342cedee2bc3bb904a90f493dcc6f")]
    [InlineData("""["é"]""", """["ß"]""", "e3012f8cb0969fc90327aa61df5429da65788e7f0b116161d7e7d32e019078fc")]
    [InlineData("""["😀"]""", """["\u2028"]""", "4b452cc87542cc48e742e0fe0cac318683e717d065d4809fb0c77b8978ee93e9")]
    [InlineData(
        """["\"\\/"]""", """["\b\f\n\r\t\u0001\u007f"]""",
        "0836b575cbf37edd3b1519d8cdbdef023a118025199b22ad46111fec2de61b8e")]
    [InlineData("""["<>&'+"]""", """["`=@"]""", "21bac9bb5b9543f11280c788ec7c91e4c336d037aa769a549d391a38cd5bc6e3")]
    public async Task S0_14_the_known_pairs_of_payload_and_id_hold(string list1, string list2, string id)
    {
        Assert.Equal(id, await Client.StoreAsync($$"""{"list_1":{{list1}},"list_2":{{list2}}}"""));
    }

    [Theory]
    [InlineData("[]", "[]", "")]
    [InlineData("""[""]""", """[""]""", ", ")]
    public async Task S0_19_empty_lists_give_the_empty_text_and_empty_items_a_separator(
        string list1, string list2, string output)
    {
        Assert.Equal(output, await OutputAsync(list1, list2));
    }

    [Fact]
    public async Task S0_20_the_lists_take_turns_and_commas_inside_stay()
    {
        Assert.Equal("A,1, X, B, Y", await OutputAsync("""["a,1","b"]""", """["x","y"]"""));
    }

    [Fact]
    public async Task S0_21_the_whole_output_is_in_upper_case()
    {
        Assert.Equal("STRASSE, ŒUVRE", await OutputAsync("""["straße"]""", """["œuvre"]"""));
    }

    [Fact]
    public async Task S0_22_items_are_trimmed_and_runs_of_blanks_become_one()
    {
        Assert.Equal("A B, C D E", await OutputAsync("""["  a   b "]""", """["c\t d\n\ne"]"""));
    }

    [Fact]
    public async Task S0_23_a_lone_blank_of_another_kind_stays_unless_the_item_is_split()
    {
        Assert.Equal("A\u00A0B, C D E", await OutputAsync("""["a\u00a0b"]""", """["c\u00a0d  e"]"""));
    }

    [Fact]
    public async Task S0_38_what_is_read_again_and_again_is_a_hit_from_the_second_time_on()
    {
        var id = await Client.StoreAsync(PayloadClient.Unique());
        var words = new List<string>();

        for (var i = 0; i < 3; i++)
            words.Add((await Client.GetAsync($"/payload/{id}")).Header("X-Cache"));

        Assert.Equal(["HIT", "HIT", "HIT"], words);
    }

    [Fact]
    public async Task S0_41_the_same_payload_has_the_same_id_whenever_it_is_sent()
    {
        var sent = PayloadClient.Unique();

        var ids = new[] { await Client.StoreAsync(sent), await Client.StoreAsync(sent), await Client.StoreAsync($" {sent}") };

        Assert.Single(ids.Distinct(StringComparer.Ordinal));
    }

    private async Task<string> OutputAsync(string list1, string list2)
    {
        var id = await Client.StoreAsync($$"""{"list_1":{{list1}},"list_2":{{list2}}}""");
        using var body = JsonDocument.Parse(await Client.GetStringAsync($"/payload/{id}"));
        return body.RootElement.GetProperty("output").GetString()!;
    }
}
