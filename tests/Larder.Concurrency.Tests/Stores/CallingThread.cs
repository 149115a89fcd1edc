using Larder.Testing;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>A thread that makes one call and keeps what came of it.</summary>
/// <remarks>
/// Invariants: the outcome is written by the thread and read after <see cref="Join"/>, which orders it.
/// </remarks>
internal sealed class CallingThread
{
    private readonly Thread _thread;

    internal CallingThread(Func<string> call)
    {
        _thread = new Thread(() => Run(call)) { IsBackground = true };
        _thread.Start();
    }

    internal string? Answer { get; private set; }

    internal Exception? Thrown { get; private set; }

    /// <summary>Whether the thread waits for something at this moment.</summary>
    internal bool IsWaiting => (_thread.ThreadState & ThreadState.WaitSleepJoin) != 0;

    internal void Join() => Assert.True(_thread.Join(WaitLimit.Default), "The call never returned.");

    private void Run(Func<string> call)
    {
        try
        {
            Answer = call();
        }
        catch (Exception thrown)
        {
            Thrown = thrown;
        }
    }
}
