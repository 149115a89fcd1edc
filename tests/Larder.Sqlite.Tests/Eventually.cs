using Larder.Testing;

namespace Larder.Sqlite.Tests;

/// <summary>Waits for what another thread is about to do, without a pause and without a guess at how long it takes.</summary>
internal static class Eventually
{
    internal static async Task IsTrue(string what, Func<bool> holds)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > WaitLimit.Default)
            {
                throw new TestFailedException($"It did not come true within {WaitLimit.Default} that {what}.");
            }

            await Task.Yield();
        }
    }
}
