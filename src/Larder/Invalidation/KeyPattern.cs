namespace Larder.Invalidation;

/// <summary>A glob over keys, with the meaning that Redis gives it: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[^a]</c>, <c>\</c>.</summary>
/// <remarks>
/// <para>
/// Compared ordinally, character by character; a character is a Unicode scalar. Redis compares bytes, so <c>?</c> and
/// classes mean the same there for ASCII alone: what asks Redis should narrow by <see cref="Prefix"/> and leave the verdict
/// to <see cref="Matches"/>. What Redis guesses at, a class without its end and a lone <c>\</c> at the end, is refused.
/// </para>
/// <para>
/// Matching remembers the last star alone and never recurses: the work is at most the length of the key times the length
/// of the pattern, and both are bounded. Immutable; any number of threads may match.
/// </para>
/// </remarks>
public sealed class KeyPattern
{
    private readonly PatternToken[] _tokens;

    private KeyPattern(string text, PatternToken[] tokens)
    {
        Text = text;
        _tokens = tokens;
        var literals = tokens.TakeWhile(static token => token.Kind == PatternTokenKind.Literal).ToArray();
        Prefix = string.Concat(literals.Select(static token => token.Literal.ToString()));
        IsLiteral = literals.Length == tokens.Length;
        IsPrefix = literals.Length == tokens.Length - 1 && tokens[^1].Kind == PatternTokenKind.AnyRun;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>The characters that every matching key begins with.</summary>
    public string Prefix { get; }

    /// <summary>Whether one key alone can match: <see cref="Prefix"/>.</summary>
    public bool IsLiteral { get; }

    /// <summary>Whether every key that begins with <see cref="Prefix"/> matches.</summary>
    public bool IsPrefix { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <returns>What it means.</returns>
    /// <exception cref="ArgumentException">It is null, too long or malformed; the message says which and why.</exception>
    public static KeyPattern Parse(string pattern)
    {
        CacheText.Check("pattern", pattern, nameof(pattern));
        var tokens = PatternParser.TryParse(pattern, out var fault);
        if (tokens is null)
        {
            Throw.BadText(fault!, nameof(pattern), isNull: false);
        }

        return new KeyPattern(pattern, tokens);
    }

    /// <summary>Whether a key matches.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether it does.</returns>
    public bool Matches(ReadOnlySpan<char> key)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        if (IsPrefix)
        {
            return true;
        }

        return IsLiteral ? key.Length == Prefix.Length : MatchesByTokens(key);
    }

    /// <summary>The pattern as it was written.</summary>
    /// <returns>Its text.</returns>
    public override string ToString() => Text;

    private bool MatchesByTokens(ReadOnlySpan<char> key)
    {
        int at = 0, token = 0, star = -1, starAt = 0;

        // Each turn consumes a character or a star, or moves the beginning of what the last star leaves over by one
        // character; only that last star is ever taken back, because an earlier one could gain nothing by giving way.
        while (at < key.Length)
        {
            if (token < _tokens.Length && _tokens[token].Kind == PatternTokenKind.AnyRun)
            {
                star = token++;
                starAt = at;
                if (token == _tokens.Length)
                {
                    return true;
                }
            }
            else if (token < _tokens.Length && _tokens[token].Takes(key[at..], out var length))
            {
                token++;
                at += length;
            }
            else if (star >= 0)
            {
                starAt += PatternToken.FirstOf(key[starAt..]).Utf16SequenceLength;
                at = starAt;
                token = star + 1;
            }
            else
            {
                return false;
            }
        }

        while (token < _tokens.Length && _tokens[token].Kind == PatternTokenKind.AnyRun)
        {
            token++;
        }

        return token == _tokens.Length;
    }
}
