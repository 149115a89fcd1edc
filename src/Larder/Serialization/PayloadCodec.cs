using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;

namespace Larder.Serialization;

/// <summary>Turns the values of one cache into bytes for the tiers beyond memory, and such bytes into values.</summary>
/// <remarks>
/// Bytes of a tier are never trusted: whatever they are, reading them ends in a verdict and not in an exception.
/// <para>Invariants: a binding is made of what never changes; when two threads make one at once, either will do.
/// The first is written once and never replaced, so that codecs for many types do not write to what all threads read.</para>
/// </remarks>
internal sealed class PayloadCodec(PayloadSettings settings)
{
    private readonly ConcurrentDictionary<Type, object> _bindings = new();
    private readonly Spares<ScratchBuffer> _scratches = new();

    /// <summary>The binding that was made first, mostly the only one: found without a search.</summary>
    private object? _first;

    /// <summary>Makes bytes of a value.</summary>
    /// <param name="key">The key, which the envelope repeats.</param>
    /// <param name="value">The value.</param>
    /// <param name="facts">What the envelope is to tell.</param>
    /// <param name="format">With an envelope or without.</param>
    /// <param name="payload">The bytes, which nobody will write to again; empty when there are none.</param>
    /// <exception cref="CacheSerializationException">The value cannot be serialised.</exception>
    internal EncodeVerdict Encode<T>(string key, T value, in PayloadFacts facts, PayloadFormat format, out byte[] payload)
    {
        payload = [];
        var binding = BindingOf<T>();
        if ((settings.IsOnlyForBytes && !binding.IsBytesOrText) || (format == PayloadFormat.Raw && value is null))
        {
            return EncodeVerdict.NotForTiers;
        }

        var serializer = (format == PayloadFormat.Raw ? binding.Raw : binding.InEnvelopes) ?? Throw.NoSerializer<T>(key);
        var scratch = _scratches.Take(out var place) ?? new ScratchBuffer();
        try
        {
            scratch.Begin(settings.MostBytes + EnvelopeLayout.MostAround);
            payload = format == PayloadFormat.Raw
                ? WriteRaw(scratch, value, serializer)
                : WriteEnvelope(scratch, key, value, facts, serializer, binding.Mark);
            return EncodeVerdict.Made;
        }
        catch (PayloadLimitException)
        {
            return EncodeVerdict.TooLarge;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw Throw.NotSerialized<T>(key, error);
        }
        finally
        {
            scratch.End();
            _scratches.Put(scratch, place);
        }
    }

    /// <summary>Makes a value of bytes.</summary>
    /// <param name="key">The key that was asked for.</param>
    /// <param name="bytes">What a tier holds under it.</param>
    /// <param name="format">With an envelope or without.</param>
    internal Decoded<T> Decode<T>(string key, in ReadOnlySequence<byte> bytes, PayloadFormat format)
    {
        if (bytes.Length > settings.MostBytes + EnvelopeLayout.MostAround)
        {
            return Missed<T>(PayloadVerdict.TooLarge);
        }

        var binding = BindingOf<T>();
        if ((format == PayloadFormat.Raw ? binding.Raw : binding.InEnvelopes) is not { } serializer
            || (settings.IsOnlyForBytes && !binding.IsBytesOrText))
        {
            return Missed<T>(PayloadVerdict.OtherType);
        }

        if (format == PayloadFormat.Raw)
        {
            return bytes.Length > settings.MostBytes
                ? Missed<T>(PayloadVerdict.TooLarge)
                : Read(serializer, bytes, new PayloadFacts());
        }

        if (bytes.IsSingleSegment)
        {
            return DecodeEnvelope(key, bytes.First, serializer, binding.Mark);
        }

        var rented = ArrayPool<byte>.Shared.Rent((int)bytes.Length);
        try
        {
            bytes.CopyTo(rented);
            return DecodeEnvelope(key, rented.AsMemory(0, (int)bytes.Length), serializer, binding.Mark);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>What the envelope of a key tells, without looking at the value; false when it is none of that key.</summary>
    internal static bool TryReadFacts(string key, ReadOnlySpan<byte> envelope, out PayloadFacts facts)
    {
        facts = new PayloadFacts();
        if (EnvelopeReader.Judge(envelope) != PayloadVerdict.Good)
        {
            return false;
        }

        var reader = new EnvelopeReader(envelope);
        return reader.TryReadBytes(EnvelopeLayout.LongestKey, out var echoed) && IsKey(echoed, key) && reader.TryReadFacts(out facts);
    }

    /// <summary>Makes the value in an envelope stale, without looking at the value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="envelope">The envelope, which is changed.</param>
    /// <param name="nowMs">Since when, in milliseconds since 1970.</param>
    /// <param name="window">How much longer it may help out.</param>
    /// <returns>Whether it is an envelope of that key, with a value that may help out at all.</returns>
    internal static bool TryExpire(string key, Span<byte> envelope, long nowMs, out TimeSpan window)
    {
        window = default;
        if (!TryReadFacts(key, envelope, out var facts))
        {
            return false;
        }

        window = TimeSpan.FromMilliseconds(Math.Min(facts.StaleWindowMs, (long)TimeSpan.MaxValue.TotalMilliseconds - 1));
        envelope[EnvelopeLayout.FlagsAt] |= EnvelopeLayout.IsExpired;
        BinaryPrimitives.WriteInt64LittleEndian(envelope[EnvelopeLayout.DeadlineAt..], Math.Min(facts.DeadlineMs, nowMs));
        EnvelopeWriter.Reseal(envelope);
        return window > TimeSpan.Zero;
    }

    private byte[] WriteRaw<T>(ScratchBuffer scratch, T value, ICacheSerializer<T> serializer)
    {
        serializer.Write(value, scratch);
        return scratch.Length <= settings.MostBytes ? scratch.Written.ToArray() : throw new PayloadLimitException();
    }

    private byte[] WriteEnvelope<T>(
        ScratchBuffer scratch, string key, T value, in PayloadFacts facts, ICacheSerializer<T> serializer, uint mark)
    {
        EnvelopeWriter.WriteHead(scratch, key, facts, mark, serializer.Format, value is null);
        var head = scratch.Length;
        if (value is not null)
        {
            serializer.Write(value, scratch);
        }

        var length = scratch.Length - head;
        if (length > settings.MostBytes)
        {
            throw new PayloadLimitException();
        }

        if (settings.CompressFrom is { } from && length >= from)
        {
            var written = Compressor.TryCompress(scratch.Written[head..], settings.Compression, out var compressed);
            if (compressed is not null)
            {
                var smaller = Join(scratch.Written[..head], compressed.AsSpan(0, written));
                ArrayPool<byte>.Shared.Return(compressed);
                EnvelopeWriter.Seal(smaller, Compressor.IdOf(settings.Compression), length);
                return smaller;
            }
        }

        var envelope = Join(scratch.Written, default);
        EnvelopeWriter.Seal(envelope, Compressor.None, length);
        return envelope;
    }

    private static byte[] Join(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var all = GC.AllocateUninitializedArray<byte>(one.Length + other.Length);
        one.CopyTo(all);
        other.CopyTo(all.AsSpan(one.Length));
        return all;
    }

    private Decoded<T> DecodeEnvelope<T>(string key, ReadOnlyMemory<byte> bytes, ICacheSerializer<T> serializer, uint mark)
    {
        var envelope = bytes.Span;
        if (EnvelopeReader.Judge(envelope) is not PayloadVerdict.Good and var verdict)
        {
            return Missed<T>(verdict);
        }

        var reader = new EnvelopeReader(envelope);
        if (!reader.TryReadBytes(EnvelopeLayout.LongestKey, out var echoed))
        {
            return Missed<T>(PayloadVerdict.Damaged);
        }

        if (!IsKey(echoed, key))
        {
            return Missed<T>(PayloadVerdict.OtherKey);
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(envelope[EnvelopeLayout.TypeAt..]) != mark
            || envelope[EnvelopeLayout.FormAt] != serializer.Format)
        {
            return Missed<T>(PayloadVerdict.OtherType);
        }

        if (!reader.TryReadFacts(out var facts))
        {
            return Missed<T>(PayloadVerdict.Damaged);
        }

        return DecodePayload(bytes[reader.Position..], envelope, facts, serializer);
    }

    private Decoded<T> DecodePayload<T>(
        ReadOnlyMemory<byte> payload, ReadOnlySpan<byte> envelope, in PayloadFacts facts, ICacheSerializer<T> serializer)
    {
        var plainLength = BinaryPrimitives.ReadUInt32LittleEndian(envelope[EnvelopeLayout.PlainLengthAt..]);
        if (plainLength > settings.MostBytes)
        {
            return Missed<T>(PayloadVerdict.TooLarge);
        }

        var compression = envelope[EnvelopeLayout.CompressionAt];
        if ((envelope[EnvelopeLayout.FlagsAt] & EnvelopeLayout.HasNull) != 0)
        {
            var isNull = default(T) is null && payload.IsEmpty && plainLength == 0 && compression == Compressor.None;
            return isNull ? new(PayloadVerdict.Good, default, facts) : Missed<T>(PayloadVerdict.Damaged);
        }

        if (compression == Compressor.None)
        {
            return plainLength == payload.Length
                ? Read(serializer, new ReadOnlySequence<byte>(payload), facts)
                : Missed<T>(PayloadVerdict.Damaged);
        }

        var rented = ArrayPool<byte>.Shared.Rent((int)plainLength);
        try
        {
            return Compressor.TryDecompress(payload.Span, compression, rented.AsSpan(0, (int)plainLength))
                ? Read(serializer, new ReadOnlySequence<byte>(rented, 0, (int)plainLength), facts)
                : Missed<T>(PayloadVerdict.Damaged);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static Decoded<T> Read<T>(ICacheSerializer<T> serializer, in ReadOnlySequence<byte> payload, in PayloadFacts facts)
    {
        try
        {
            return serializer.Read(payload) is { } value
                ? new(PayloadVerdict.Good, value, facts)
                : Missed<T>(PayloadVerdict.Damaged); // nulls are told by the envelope
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A serializer says in many ways that bytes are not of its making.
            return new(PayloadVerdict.Damaged, default, facts, error);
        }
    }

    private static Decoded<T> Missed<T>(PayloadVerdict verdict) => new(verdict, default, new PayloadFacts());

    private static bool IsKey(ReadOnlySpan<byte> echoed, string key)
    {
        if (echoed.Length == key.Length)
        {
            return Ascii.Equals(echoed, key);
        }

        Span<byte> bytes = stackalloc byte[EnvelopeLayout.LongestKey];
        return Encoding.UTF8.TryGetBytes(key, bytes, out var written) && echoed.SequenceEqual(bytes[..written]);
    }

    private Binding<T> BindingOf<T>()
    {
        // The partner is the exchange below.
        if (Volatile.Read(ref _first) is Binding<T> first)
        {
            return first;
        }

        var binding = (Binding<T>)(_bindings.TryGetValue(typeof(T), out var known) ? known : _bindings.GetOrAdd(typeof(T), Bind<T>()));
        if (_first is null)
        {
            Interlocked.CompareExchange(ref _first, binding, null);
        }

        return binding;
    }

    private Binding<T> Bind<T>()
    {
        ICacheSerializer<T>? given = null;
        foreach (var serializer in settings.Serializers)
        {
            given ??= serializer.For<T>();
        }

        return new Binding<T>(
            given ?? PlainTypes.Instance.For<T>(),
            RawTypes.Instance.For<T>() ?? given,
            TypeMark<T>.Value,
            typeof(T) == typeof(string) || typeof(T) == typeof(byte[]) || typeof(T) == typeof(ReadOnlyMemory<byte>));
    }
}
