using Larder.Serialization;
using static Larder.Tests.Serialization.CodecUnderTest;

namespace Larder.Tests.Serialization;

/// <summary>The types that need no serializer, at their ends.</summary>
public sealed class PlainTypesSpec
{
    [Fact]
    public void Numbers_come_back()
    {
        AssertAll<bool>(true, false);
        AssertAll<byte>(0, 255);
        AssertAll<sbyte>(-128, 127);
        AssertAll('\0', 'ä', '\ud800', '\uffff');
        AssertAll(short.MinValue, short.MaxValue);
        AssertAll(ushort.MinValue, ushort.MaxValue);
        AssertAll(int.MinValue, 0, int.MaxValue);
        AssertAll(uint.MinValue, uint.MaxValue);
        AssertAll(long.MinValue, 0, long.MaxValue);
        AssertAll(ulong.MinValue, ulong.MaxValue);
        AssertAll(float.NaN, float.NegativeInfinity, float.Epsilon, -0f);
        AssertAll(double.NaN, double.PositiveInfinity, double.Epsilon, -0d);
        AssertAll(decimal.MinValue, 0m, 1.000m, decimal.MaxValue);
    }

    [Fact]
    public void Times_come_back()
    {
        AssertAll(TimeSpan.MinValue, TimeSpan.Zero, TimeSpan.MaxValue);
        AssertAll(DateTime.MinValue, DateTime.MaxValue, new DateTime(2026, 3, 29, 2, 30, 0, DateTimeKind.Utc));
        AssertAll(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(-839)));
        AssertAll(DateOnly.MinValue, DateOnly.MaxValue);
        AssertAll(TimeOnly.MinValue, TimeOnly.MaxValue);
        AssertAll(Guid.Empty, Guid.AllBitsSet, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"));
        Assert.Equal(
            DateTimeKind.Utc, Codec().Decode<DateTime>(Codec().Encode(DateTime.UnixEpoch)).Value.Kind);
    }

    [Fact]
    public void Nothing_and_texts_and_bytes_come_back()
    {
        AssertAll<int?>(null, 5);
        AssertAll<Guid?>(null, Guid.AllBitsSet);
        AssertAll<string?>(null, "", "\0", "\ufeffwith a mark");
        AssertAll<byte[]?>(null, [], [0]);
        AssertAll<Order?>(null, Order.Sample);
        Assert.Equal([3, 4], Codec().Decode<ReadOnlyMemory<byte>>(Codec().Encode(new ReadOnlyMemory<byte>([3, 4]))).Value.ToArray());
    }

    [Fact]
    public void What_no_value_of_the_type_looks_like_is_damage()
    {
        // Sealed and whole, but a flag of 2, a date after the last one, a decimal with bits that mean nothing.
        AssertDamaged<bool>(2);
        AssertDamaged<DateOnly>(0xFF, 0xFF, 0xFF, 0x7F);
        AssertDamaged<decimal>([.. Enumerable.Repeat((byte)0xFF, 16)]);
        AssertDamaged<int>(1, 2, 3);
    }

    private static void AssertAll<T>(params T[] values) =>
        Assert.All(values, static value => Assert.Equal(value, Codec().Decode<T>(Codec().Encode(value)).Value));

    private static void AssertDamaged<T>(params byte[] bytes)
    {
        var scratch = new ScratchBuffer();
        scratch.Begin(1_000);
        EnvelopeWriter.WriteHead(scratch, Key, Facts, TypeMark<T>.Value, PayloadForms.Plain, isNull: false);
        byte[] payload = [.. scratch.Written, .. bytes];
        EnvelopeWriter.Seal(payload, Compressor.None, bytes.Length);

        Assert.Equal(PayloadVerdict.Damaged, Codec().Decode<T>(payload).Verdict);
    }
}
