namespace Larder.Tidy.Docs;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">The word after the fence.</param>
/// <param name="Line">The line of the page on which the body begins, counted from one.</param>
/// <param name="Body">The text between the fences.</param>
/// <param name="Setup">What a hidden comment directly above the fence adds in front of the body.</param>
internal sealed record FencedBlock(string Language, int Line, string Body, string Setup);
