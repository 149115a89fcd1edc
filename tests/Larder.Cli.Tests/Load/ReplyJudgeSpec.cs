using System.Text;
using System.Text.Json;
using Larder.Cli.Http;
using Larder.Cli.Load;

namespace Larder.Cli.Tests.Load;

public sealed class ReplyJudgeSpec
{
    private static readonly Operation Put = new(IsPut: true, Key: 0, Value: 0);
    private static readonly Operation Get = new(IsPut: false, Key: 0, Value: 0);

    private readonly ValuePool _values = new(100, seed: 3);

    [Theory]
    [InlineData(200, nameof(Outcome.Success), nameof(Outcome.Success))]
    [InlineData(201, nameof(Outcome.Success), nameof(Outcome.Success))]
    [InlineData(302, nameof(Outcome.Failure), nameof(Outcome.Failure))]
    [InlineData(400, nameof(Outcome.Failure), nameof(Outcome.Failure))]
    [InlineData(404, nameof(Outcome.Failure), nameof(Outcome.Miss))]
    [InlineData(500, nameof(Outcome.Failure), nameof(Outcome.Failure))]
    public void A_status_is_a_success_a_miss_or_a_failure(int status, string ofPut, string ofGet)
    {
        var judge = new ReplyJudge(_values, comparesValues: false);

        Assert.Equal(ofPut, judge.Judge(Put, Reply(status, "")).Outcome.ToString());
        Assert.Equal(ofGet, judge.Judge(Get, Reply(status, "")).Outcome.ToString());
    }

    [Fact]
    public void A_value_is_compared_as_text_however_it_was_escaped()
    {
        var judge = new ReplyJudge(_values, comparesValues: true);
        var escaped = string.Concat(_values.Text(0).Select(character => $"\\u{(int)character:X4}"));
        var plain = JsonSerializer.Serialize(new { extra = new[] { 1 }, value = _values.Text(0) });

        Assert.Equal(Verdict.Success, judge.Judge(Get, Reply(200, $$"""{"value":"{{escaped}}","key":"k"}""")));
        Assert.Equal(Verdict.Success, judge.Judge(Get, Reply(200, plain)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"value":""")]
    [InlineData("""{"value":1}""")]
    [InlineData("""{"value":"other"}""")]
    [InlineData("""{"inner":{"value":"other"}}""")]
    public void Another_value_is_a_failure_of_its_own_kind(string body)
    {
        var verdict = new ReplyJudge(_values, comparesValues: true).Judge(Get, Reply(200, body));

        Assert.Equal(new Verdict(Outcome.Failure, ReplyJudge.WrongValue), verdict);
    }

    private static Reply Reply(int status, string body) => new(status, Encoding.UTF8.GetBytes(body), ClosesConnection: false);
}
