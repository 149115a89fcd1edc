using System.Text;

namespace Larder.Invalidation;

/// <summary>Reads a pattern as Redis does, and says what it would only guess at.</summary>
internal ref struct PatternParser
{
    private readonly ReadOnlySpan<char> _pattern;
    private int _at;

    private PatternParser(ReadOnlySpan<char> pattern) => _pattern = pattern;

    /// <summary>The parts of a pattern; null, and what is wrong as a sentence, when it is malformed.</summary>
    internal static PatternToken[]? TryParse(string pattern, out string? fault)
    {
        var parser = new PatternParser(pattern);
        var tokens = new List<PatternToken>();
        while (parser._at < pattern.Length)
        {
            var begin = parser._at;
            switch (pattern[begin])
            {
                // Several stars in a row mean what one means.
                case '*' when tokens is [.., { Kind: PatternTokenKind.AnyRun }]:
                    parser._at++;
                    continue;
                case '*':
                    parser._at++;
                    tokens.Add(PatternToken.AnyRun);
                    continue;
                case '?':
                    parser._at++;
                    tokens.Add(PatternToken.AnyOne);
                    continue;
                case '[':
                    if (parser.ReadClass() is not { } characters)
                    {
                        fault = $"A class must end with ']', but the one at position {begin} of \"{pattern}\" does not. Close it, or write '\\[' for the bracket itself.";
                        return null;
                    }

                    tokens.Add(new PatternToken(PatternTokenKind.Class, Class: characters));
                    continue;
                case '\\' when begin + 1 == pattern.Length:
                    fault = $"'\\' must be followed by the character it stands for, but ends \"{pattern}\". Write '\\\\' for the character itself.";
                    return null;
                case '\\':
                    parser._at++;
                    break;
            }

            tokens.Add(new PatternToken(PatternTokenKind.Literal, parser.Take()));
        }

        fault = null;
        return [.. tokens];
    }

    /// <summary>Reads a class, from its bracket on; null when it has no end.</summary>
    private PatternClass? ReadClass()
    {
        _at++;
        var isNegated = _at < _pattern.Length && _pattern[_at] == '^';
        if (isNegated)
        {
            _at++;
        }

        var ranges = new List<(Rune, Rune)>();
        while (_at < _pattern.Length)
        {
            if (_pattern[_at] == ']')
            {
                _at++;
                return new PatternClass(ranges, isNegated);
            }

            ranges.Add(ReadRange());
        }

        return null;
    }

    /// <summary>Reads a character, an escaped one, or a range; both ends of a range are taken as they are written.</summary>
    private (Rune First, Rune Last) ReadRange()
    {
        if (_pattern[_at] == '\\' && _at + 1 < _pattern.Length)
        {
            _at++;
            var escaped = Take();
            return (escaped, escaped);
        }

        var first = Take();
        if (_at + 1 >= _pattern.Length || _pattern[_at] != '-')
        {
            return (first, first);
        }

        _at++;
        var last = Take();
        return first <= last ? (first, last) : (last, first);
    }

    private Rune Take()
    {
        var taken = PatternToken.FirstOf(_pattern[_at..]);
        _at += taken.Utf16SequenceLength;
        return taken;
    }
}
