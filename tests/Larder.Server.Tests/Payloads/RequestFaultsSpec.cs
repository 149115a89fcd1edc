using System.Text;
using System.Text.Json;
using Larder.Server.Payloads.Requests;

namespace Larder.Server.Tests.Payloads;

public sealed class RequestFaultsSpec
{
    private const string NotAList = "Input should be a valid list";
    private const string NotAString = "Input should be a valid string";
    private const string NotAnObject = "Input should be a valid dictionary or object to extract fields from";

    [Theory]
    [InlineData("""{"list_1":["a"],"list_2":[]}""")]
    [InlineData("""{"list_1":[],"list_2":["a","b"]}""")]
    public void S0_15_lists_of_different_length_are_refused_with_the_agreed_words(string sent)
    {
        var reading = PayloadText.Read(sent);

        Assert.Equal(422, reading.Status);
        Assert.Equal(
            """{"detail":[{"type":"value_error","loc":["body"],"msg":"Value error, list_1 and list_2 must be of the same """
            + """length","input":""" + sent + ""","ctx":{"error":{}}}]}""",
            Encoding.UTF8.GetString(reading.Refusal));
    }

    [Theory]
    [InlineData("""{"list_2":["b"]}""", "missing", """["body","list_1"]""", "Field required", """{"list_2":["b"]}""")]
    [InlineData("""{"list_1":[]}""", "missing", """["body","list_2"]""", "Field required", """{"list_1":[]}""")]
    [InlineData("""{"list_1":null,"list_2":[]}""", "list_type", """["body","list_1"]""", NotAList, "null")]
    [InlineData("""{"list_1":"a","list_2":[]}""", "list_type", """["body","list_1"]""", NotAList, "\"a\"")]
    [InlineData("""{"list_1":[],"list_2":{"a":[1]}}""", "list_type", """["body","list_2"]""", NotAList, """{"a":[1]}""")]
    [InlineData("""{"list_1":[1],"list_2":["a"]}""", "string_type", """["body","list_1",0]""", NotAString, "1")]
    [InlineData("""{"list_1":["a","b"],"list_2":["a",true]}""", "string_type", """["body","list_2",1]""", NotAString, "true")]
    [InlineData("""{"list_1":[null],"list_2":["a"]}""", "string_type", """["body","list_1",0]""", NotAString, "null")]
    [InlineData("""{"list_1":[["a"]],"list_2":["a"]}""", "string_type", """["body","list_1",0]""", NotAString, """["a"]""")]
    [InlineData("[1, 2]", "model_attributes_type", """["body"]""", NotAnObject, "[1, 2]")]
    [InlineData("\"text\"", "model_attributes_type", """["body"]""", NotAnObject, "\"text\"")]
    [InlineData("12.5", "model_attributes_type", """["body"]""", NotAnObject, "12.5")]
    [InlineData("null", "missing", """["body"]""", "Field required", "null")]
    public void S0_16_each_fault_is_told_with_type_place_message_and_input(
        string sent, string type, string place, string message, string input)
    {
        var fault = Assert.Single(Faults(sent));

        Assert.Equal(type, fault.GetProperty("type").GetString());
        Assert.Equal(place, fault.GetProperty("loc").GetRawText());
        Assert.Equal(message, fault.GetProperty("msg").GetString());
        Assert.Equal(input, fault.GetProperty("input").GetRawText());
    }

    [Fact]
    public void S0_16_all_faults_are_told_at_once_first_list_first()
    {
        var faults = Faults("""{"list_2":[1,"a",{}],"list_1":["a",false]}""");

        Assert.Equal(
            ["""["body","list_1",1]""", """["body","list_2",0]""", """["body","list_2",2]"""],
            faults.Select(fault => fault.GetProperty("loc").GetRawText()));
    }

    [Theory]
    [InlineData("""{"LIST_1":["a"],"list_2":["b"]}""", "list_1")]
    [InlineData("""{"list_1":["a"],"List_2":["b"]}""", "list_2")]
    [InlineData("""{"list_1":["a"],"list_2 ":["b"]}""", "list_2")]
    [InlineData("""{"list_1":["a"],"list_\u0062":["b"]}""", "list_2")]
    public void S0_17_names_are_case_sensitive_and_others_are_ignored(string sent, string missing)
    {
        var fault = Assert.Single(Faults(sent));

        Assert.Equal("missing", fault.GetProperty("type").GetString());
        Assert.Equal($"""["body","{missing}"]""", fault.GetProperty("loc").GetRawText());
    }

    [Theory]
    [InlineData("{", 1)]
    [InlineData("""{"list_1":["é" "b"]}""", 15)]
    [InlineData("{\n\"list_1\": x}", 12)]
    [InlineData("""{"list_1":[],"list_2":[]} x""", 26)]
    [InlineData("""{"list_1":[],"list_2":[],}""", 25)]
    [InlineData("""{'list_1':[]}""", 1)]
    [InlineData("   ", 3)]
    [InlineData("{\"list_1\":[\"a\nb\"]}", 13)]
    public void S0_18_what_is_not_json_is_told_with_the_place(string sent, int position)
    {
        var fault = Assert.Single(Faults(sent));

        Assert.Equal("json_invalid", fault.GetProperty("type").GetString());
        Assert.Equal("JSON decode error", fault.GetProperty("msg").GetString());
        Assert.Equal($"""["body",{position}]""", fault.GetProperty("loc").GetRawText());
        Assert.Equal("{}", fault.GetProperty("input").GetRawText());
        Assert.NotEmpty(fault.GetProperty("ctx").GetProperty("error").GetString()!);
    }

    [Fact]
    public void S0_18_an_empty_body_is_a_missing_one()
    {
        var reading = PayloadText.Read("");

        Assert.Equal(422, reading.Status);
        Assert.Equal(
            """{"detail":[{"type":"missing","loc":["body"],"msg":"Field required","input":null}]}""",
            Encoding.UTF8.GetString(reading.Refusal));
    }

    [Theory]
    [InlineData("7B-FF-7D")]
    [InlineData("7B-22-61-22-3A-22-C3-22-7D")]
    [InlineData("22-ED-A0-80-22")]
    [InlineData("C0-80")]
    public void S0_18_bytes_that_are_not_utf8_are_400(string bytes)
    {
        var reading = PayloadRequest.Read(Convert.FromHexString(bytes.Replace("-", "", StringComparison.Ordinal)));

        Assert.Equal(400, reading.Status);
        Assert.Equal(
            """{"detail":"There was an error parsing the body"}""", Encoding.UTF8.GetString(reading.Refusal));
    }

    [Theory]
    [InlineData("""\ud800""")]
    [InlineData("""\udc00""")]
    [InlineData("""\ud83d\ud83d""")]
    [InlineData("""\ud83dx""")]
    [InlineData("""\\\ud83d\n\ude00""")]
    [InlineData("""\ud83d\\ude00""")]
    public void S0_18_half_a_surrogate_pair_is_422(string item)
    {
        var fault = Assert.Single(Faults($$"""{"list_1":["ok","{{item}}"],"list_2":["a","b"]}"""));

        Assert.Equal("string_unicode", fault.GetProperty("type").GetString());
        Assert.Equal("""["body","list_1",1]""", fault.GetProperty("loc").GetRawText());
    }

    [Theory]
    [InlineData("""\ud83d\ude00""", "😀")]
    [InlineData("""\\ud800""", "\\UD800")]
    [InlineData("""\\\\ud800\u0041""", "\\\\UD800A")]
    public void S0_18_whole_pairs_and_escaped_backslashes_are_accepted(string item, string output)
    {
        using var body = JsonDocument.Parse(PayloadText.Transform($$"""{"list_1":["{{item}}"],"list_2":[""]}""").Body);

        Assert.Equal($"{output}, ", body.RootElement.GetProperty("output").GetString());
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over_as_python_does()
    {
        Assert.Equal(200, PayloadText.Read("\uFEFF{\"list_1\":[],\"list_2\":[]}").Status);
    }

    [Fact]
    public void A_flood_of_faults_is_answered_with_the_first_hundred_and_without_its_input()
    {
        var items = string.Join(',', Enumerable.Repeat("1", 50_000));
        var sent = $$$"""{"list_1":[{{{items}}}],"list_2":{"x":[{{{items}}}]}}""";

        var faults = Faults(sent);
        var answer = PayloadText.Read(sent).Refusal;

        Assert.Equal(PayloadRequest.FaultsMax, faults.Count);
        Assert.InRange(answer.Length, 1, 20_000);
    }

    [Fact]
    public void A_long_input_is_named_by_its_length()
    {
        var fault = Assert.Single(Faults($$"""{"list_1":["{{new string('a', 2000)}}"],"list_2":[]}"""));

        Assert.Equal("(2027 bytes, which are not repeated)", fault.GetProperty("input").GetString());
    }

    [Fact]
    public void Nesting_without_end_is_refused_as_json()
    {
        var deep = new string('[', 100_000);

        var fault = Assert.Single(Faults($$"""{"list_1":{{deep}}"""));

        Assert.Equal("json_invalid", fault.GetProperty("type").GetString());
    }

    [Fact]
    public void Mutated_requests_are_answered_and_never_throw()
    {
        const int Seed = 51;
        var random = new Random(Seed);
        var sound = Encoding.UTF8.GetBytes("""{"list_1":["a\u00e9","😀\n"],"x":{"y":[1,2]},"list_2":["b","\ud83d\ude00"]}""");
        var statuses = new HashSet<int>();

        for (var i = 0; i < 20_000; i++)
        {
            var mutated = sound.ToArray();
            for (var change = random.Next(4); change >= 0; change--)
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            var body = mutated.AsSpan(0, random.Next(mutated.Length + 1));

            var reading = PayloadRequest.Read(body);
            statuses.Add(reading.Status);
            using var input = reading.Input;
            if (input is null)
                JsonDocument.Parse(reading.Refusal).Dispose();
        }

        Assert.Subset(new HashSet<int> { 200, 400, 422 }, statuses);
        Assert.Contains(422, statuses);
    }

    private static List<JsonElement> Faults(string sent)
    {
        var reading = PayloadText.Read(sent);

        Assert.Equal(422, reading.Status);
        Assert.Null(reading.Input);
        using var body = JsonDocument.Parse(reading.Refusal);
        return [.. body.RootElement.Clone().GetProperty("detail").EnumerateArray()];
    }
}
