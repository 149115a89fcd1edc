namespace Larder.Tests.Reading;

/// <summary>One run of a factory of many values, which ends as the test says.</summary>
internal sealed class BatchRun(IReadOnlyList<string> keys, CancellationToken token)
{
    private readonly TaskCompletionSource<IReadOnlyDictionary<string, string>> _answer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal IReadOnlyList<string> Keys { get; } = keys;

    internal CancellationToken Token { get; } = token;

    internal Task<IReadOnlyDictionary<string, string>> Answered => _answer.Task;

    /// <summary>Brings a value for each key it was asked for.</summary>
    internal void AnswerAll(string word) => Answer(word, [.. Keys]);

    internal void Answer(string word, params string[] keys) =>
        _answer.SetResult(keys.ToDictionary(static key => key, key => $"{word} {key}", StringComparer.Ordinal));

    internal void Fail(Exception error) => _answer.SetException(error);
}
