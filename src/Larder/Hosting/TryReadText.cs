using System.Diagnostics.CodeAnalysis;

namespace Larder.Hosting;

/// <summary>Reads a value from text.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="text">The text.</param>
/// <param name="value">The value, when the text is one.</param>
/// <returns>Whether it is.</returns>
internal delegate bool TryReadText<T>(string text, [MaybeNullWhen(false)] out T value);
