using System.Buffers;
using Larder.Serialization;

namespace Larder.Tests.Serialization;

/// <summary>Every small payload, damaged in every place: never an exception, never a value.</summary>
public sealed class DamageSpec
{
    public static TheoryData<string> ShapeNames() => new(Shapes.Names);

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void S2_12_Cut_off_anywhere_it_is_a_miss(string shape)
    {
        var subject = Shapes.Of(shape);
        var payload = subject.Encode();

        for (var length = 0; length < payload.Length; length++)
        {
            var cut = payload[..length];
            Assert.True(IsMiss(subject, cut), $"cut to {length} of {payload.Length} bytes");
        }
    }

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void S2_12_With_any_byte_changed_in_any_way_it_is_a_miss(string shape)
    {
        var subject = Shapes.Of(shape);
        var payload = subject.Encode();

        for (var at = 0; at < payload.Length; at++)
        {
            for (var change = 1; change <= byte.MaxValue; change++)
            {
                payload[at] ^= (byte)change;
                Assert.True(IsMiss(subject, payload), $"byte {at} of {payload.Length} changed by {change:x2}");
                payload[at] ^= (byte)change;
            }
        }
    }

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void S2_12_With_a_byte_too_many_or_one_left_out_it_is_a_miss(string shape)
    {
        var subject = Shapes.Of(shape);
        var payload = subject.Encode();

        for (var at = 0; at < payload.Length; at++)
        {
            byte[] shorter = [.. payload[..at], .. payload[(at + 1)..]];
            byte[] longer = [.. payload[..at], payload[at], .. payload[at..]];
            Assert.True(IsMiss(subject, shorter), $"without byte {at}");
            Assert.True(IsMiss(subject, longer), $"with byte {at} twice");
        }
    }

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void S2_12_Any_two_bits_changed_make_it_a_miss(string shape)
    {
        var subject = Shapes.Of(shape);
        var payload = subject.Encode();
        var bits = payload.Length * 8;

        for (var one = 0; one < bits; one++)
        {
            Flip(payload, one);
            for (var other = one + 1; other < bits; other += 1 + (bits / 64))
            {
                Flip(payload, other);
                Assert.True(IsMiss(subject, payload), $"bits {one} and {other} of {bits} changed");
                Flip(payload, other);
            }

            Flip(payload, one);
        }
    }

    private static void Flip(byte[] payload, int bit) => payload[bit / 8] ^= (byte)(1 << (bit % 8));

    private static bool IsMiss(IShape subject, byte[] payload) =>
        subject.Decode(new ReadOnlySequence<byte>(payload)) != PayloadVerdict.Good;
}
