using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Larder.Engine.Keys;

/// <summary>How one store hashes its keys and tells them apart.</summary>
/// <remarks>
/// A hit makes no virtual call: for value types every branch on <typeparamref name="TKey"/> is decided by the JIT; for
/// reference types, whose code is shared, a field says whether the keys are texts compared by their code units. Only
/// other classes and comparers given by the user go through an interface. Keep it in a readonly field and do not copy
/// it on the way to a hit. Immutable, hence thread-safe. Null keys are the store's to refuse.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly struct KeyComparer<TKey>
    where TKey : notnull
{
    private readonly KeyHash _hash;

    /// <summary>Null exactly when keys are hashed by their bits, or are ordinal texts.</summary>
    private readonly IEqualityComparer<TKey>? _comparer;

    /// <summary>Whether keys are strings compared ordinally, so that spans may be looked up.</summary>
    internal readonly bool IsString;

    /// <param name="seed">The secret of the hash.</param>
    /// <param name="comparer">The comparer of the user; null, or one that means the same, for the fast path.</param>
    internal KeyComparer(HashSeed seed, IEqualityComparer<TKey>? comparer = null)
    {
        _hash = new KeyHash(seed);

        if (comparer is null
            || ReferenceEquals(comparer, EqualityComparer<TKey>.Default)
            || (typeof(TKey) == typeof(string) && ReferenceEquals(comparer, StringComparer.Ordinal)))
        {
            IsString = typeof(TKey) == typeof(string);
            // Fetched once, here: in shared code the property is a dictionary look-up.
            _comparer = typeof(TKey).IsValueType || IsString ? null : EqualityComparer<TKey>.Default;
        }
        else
        {
            _comparer = comparer;
        }
    }

    /// <summary>
    /// Whether keys are hashed and compared by code that is inlined: then the plain forms below may be used.
    /// </summary>
    internal bool IsPlain
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(TKey).IsValueType ? _comparer is null : IsString;
    }

    /// <summary>The hash of a key: equal for equal keys, under one seed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal uint Hash(TKey key)
    {
        if (typeof(TKey).IsValueType)
        {
            if (_comparer is null)
            {
                return HashValue(key);
            }
        }
        else if (IsString)
        {
            return _hash.Of(Unsafe.As<TKey, string>(ref key).AsSpan());
        }

        return HashByComparer(key);
    }

    /// <summary>Whether two keys are the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Equals(TKey one, TKey other)
    {
        if (typeof(TKey).IsValueType)
        {
            if (_comparer is null)
            {
                return EqualityComparer<TKey>.Default.Equals(one, other);
            }
        }
        else if (IsString)
        {
            return OrdinalText.AreEqual(Unsafe.As<TKey, string>(ref one), Unsafe.As<TKey, string>(ref other));
        }

        return _comparer!.Equals(one, other);
    }

    /// <summary>The same as <see cref="Hash(TKey)"/> when <see cref="IsPlain"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal uint HashPlain(TKey key)
    {
        Debug.Assert(IsPlain, "Other keys are hashed by a comparer.");

        return typeof(TKey).IsValueType ? HashValue(key) : _hash.Of(Unsafe.As<TKey, string>(ref key).AsSpan());
    }

    /// <summary>The same as <see cref="Equals(TKey, TKey)"/> when <see cref="IsPlain"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool EqualsPlain(TKey one, TKey other) =>
        typeof(TKey).IsValueType
            ? EqualityComparer<TKey>.Default.Equals(one, other)
            : OrdinalText.AreEqual(Unsafe.As<TKey, string>(ref one), Unsafe.As<TKey, string>(ref other));

    /// <summary>The hash of the string with these characters. Only when <see cref="IsString"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal uint Hash(ReadOnlySpan<char> key)
    {
        Debug.Assert(IsString, "A span can be looked up only among ordinal strings.");

        return _hash.Of(key);
    }

    /// <summary>Whether a key has exactly these characters. Only when <see cref="IsString"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Equals(ReadOnlySpan<char> one, TKey other)
    {
        Debug.Assert(IsString, "A span can be looked up only among ordinal strings.");

        return OrdinalText.AreEqual(one, Unsafe.As<TKey, string>(ref other));
    }

    /// <summary>
    /// Hashes the bits where equal keys have equal bits: not so for floating point, decimals and structs of other
    /// people, whose own hash code is seeded instead.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint HashValue(TKey key)
    {
        if (typeof(TKey) == typeof(Guid) || typeof(TKey) == typeof(Int128) || typeof(TKey) == typeof(UInt128))
        {
            ref ulong words = ref Unsafe.As<TKey, ulong>(ref key);
            return _hash.Of(words, Unsafe.Add(ref words, 1));
        }

        if (typeof(TKey) == typeof(DateTime))
        {
            // Two moments are equal whatever their kind, and the kind sits in the same eight bytes.
            return _hash.Of((ulong)Unsafe.As<TKey, DateTime>(ref key).Ticks);
        }

        if (!IsWord())
        {
            return _hash.Of((uint)EqualityComparer<TKey>.Default.GetHashCode(key));
        }

        return Unsafe.SizeOf<TKey>() switch
        {
            sizeof(ulong) => _hash.Of(Unsafe.As<TKey, ulong>(ref key)),
            sizeof(uint) => _hash.Of(Unsafe.As<TKey, uint>(ref key)),
            sizeof(ushort) => _hash.Of(Unsafe.As<TKey, ushort>(ref key)),
            _ => _hash.Of(Unsafe.As<TKey, byte>(ref key)),
        };
    }

    /// <summary>Whether the key is one word of up to eight bytes, and equal exactly when its bits are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWord() =>
        typeof(TKey) == typeof(long) || typeof(TKey) == typeof(ulong)
        || typeof(TKey) == typeof(int) || typeof(TKey) == typeof(uint)
        || typeof(TKey) == typeof(short) || typeof(TKey) == typeof(ushort)
        || typeof(TKey) == typeof(byte) || typeof(TKey) == typeof(sbyte)
        || typeof(TKey) == typeof(nint) || typeof(TKey) == typeof(nuint)
        || typeof(TKey) == typeof(char) || typeof(TKey) == typeof(bool)
        || typeof(TKey) == typeof(TimeSpan) || typeof(TKey) == typeof(TimeOnly)
        || typeof(TKey) == typeof(DateOnly)
        || typeof(TKey).IsEnum;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint HashByComparer(TKey key) => _hash.Of((uint)_comparer!.GetHashCode(key));
}
