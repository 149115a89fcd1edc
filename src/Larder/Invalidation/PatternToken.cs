using System.Diagnostics;
using System.Text;

namespace Larder.Invalidation;

/// <summary>One part of a pattern.</summary>
internal readonly record struct PatternToken(PatternTokenKind Kind, Rune Literal = default, PatternClass? Class = null)
{
    internal static readonly PatternToken AnyOne = new(PatternTokenKind.AnyOne);

    internal static readonly PatternToken AnyRun = new(PatternTokenKind.AnyRun);

    /// <summary>The first character of a text that has one. Half a surrogate pair counts as a character of its own.</summary>
    internal static Rune FirstOf(ReadOnlySpan<char> text)
    {
        // A broken character comes back as U+FFFD, which is one unit long, as what it stands for is.
        Rune.DecodeFromUtf16(text, out var first, out _);
        return first;
    }

    /// <summary>Whether this part takes the first character of what is left of a key.</summary>
    internal bool Takes(ReadOnlySpan<char> text, out int length)
    {
        Debug.Assert(Kind != PatternTokenKind.AnyRun, "A run has no length of its own.");

        var first = FirstOf(text);
        length = first.Utf16SequenceLength;
        return Kind switch
        {
            PatternTokenKind.Literal => first == Literal,
            PatternTokenKind.Class => Class!.Contains(first),
            _ => true,
        };
    }
}
