using System.Text;
using Larder.Serialization;
using static Larder.Tests.Serialization.CodecUnderTest;

namespace Larder.Tests.Serialization;

/// <summary>Payloads without an envelope: what other programs write and read.</summary>
public sealed class RawSpec
{
    private static readonly Guid Id = Guid.Parse("550e8400-e29b-41d4-a716-446655440001");

    [Fact]
    public void S2_18_Values_are_plain_text_in_utf_8()
    {
        AssertRaw("123", 123);
        AssertRaw("-9223372036854775808", long.MinValue);
        AssertRaw("550e8400-e29b-41d4-a716-446655440001", Id);
        AssertRaw("1.5", 1.5);
        AssertRaw("129.95", 129.95m);
        AssertRaw("grüße", "grüße");
        AssertRaw("[1,2]", new[] { 1, 2 });
        AssertRaw("bytes", Encoding.UTF8.GetBytes("bytes"));
    }

    [Fact]
    public void S2_18_A_uuid_is_read_in_either_case()
    {
        var written = Encoding.UTF8.GetBytes(Id.ToString().ToUpperInvariant());

        Assert.Equal(Id, Codec().Decode<Guid>(written, format: PayloadFormat.Raw).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12x")]
    [InlineData("99999999999")]
    [InlineData("a text that is much longer than any number can ever be, whichever type it has")]
    public void S2_12_What_is_no_number_is_damage(string text)
    {
        var decoded = Codec().Decode<int>(Encoding.UTF8.GetBytes(text), format: PayloadFormat.Raw);

        Assert.Equal(PayloadVerdict.Damaged, decoded.Verdict);
        Assert.NotNull(decoded.Error);
    }

    [Fact]
    public void S2_12_What_is_no_text_is_damage() =>
        Assert.Equal(PayloadVerdict.Damaged, Codec().Decode<string>([0xC3, 0x28], format: PayloadFormat.Raw).Verdict);

    [Fact]
    public void A_null_has_no_raw_form() =>
        Assert.Equal(EncodeVerdict.NotForTiers, Codec().Encode<string?>(Key, null, Facts, PayloadFormat.Raw, out _));

    private static void AssertRaw<T>(string expected, T value)
    {
        var payload = Codec().Encode(value, format: PayloadFormat.Raw);

        Assert.Equal(expected, Encoding.UTF8.GetString(payload));
        Assert.Equal(value, Codec().Decode<T>(payload, format: PayloadFormat.Raw).Value);
    }
}
