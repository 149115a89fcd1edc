using System.Diagnostics;

namespace Larder.Tiers;

/// <summary>Leaves a tier alone that keeps failing, and lets one call through now and then to see whether it is back.</summary>
/// <remarks>
/// <para>
/// Up (the breaker is closed): every call passes; enough failures in a row lead to Down. Down (open): none passes; after
/// a rest the next call leads to Probing. Probing (half-open): that call alone runs; its success leads to Up, its failure
/// to Down. A probe that never reports is given up after another rest, and replaced.
/// </para>
/// <para>
/// Invariants.
/// <list type="bullet">
/// <item>Each transition is a method of its own, begins a new turn, and happens under <c>_gate</c>. A report counts only in
/// the turn in which its call began, so what an old call finds out late cannot undo what is known since.</item>
/// <item>In one turn of Probing one pass is granted.</item>
/// <item><c>_state</c>, <c>_turn</c> and <c>_failures</c> are written under <c>_gate</c>. While the tier is up and well they are
/// read without it and nothing is written: healthy calls do not meet here. A call that enters while the breaker opens may
/// carry either turn; in both cases its report is ignored.</item>
/// </list>
/// </para>
/// </remarks>
internal sealed class Breaker(int failuresToOpen, TimeSpan openFor, TimeProvider time)
{
    private readonly Lock _gate = new();
    private int _state = (int)TierState.Up;
    private long _turn;
    private int _failures;
    private long _turnBegan = time.GetTimestamp();
    private DateTimeOffset _since = time.GetUtcNow();
    private bool _mayProbeAtOnce;

    internal TierState State => (TierState)Volatile.Read(ref _state); // partner: the write in Begin

    /// <summary>When the tier came to the state it is in.</summary>
    internal DateTimeOffset Since
    {
        get
        {
            lock (_gate)
            {
                return _since;
            }
        }
    }

    /// <summary>Asks whether the tier may be called. Whoever is granted a pass reports once how the call ended.</summary>
    internal BreakerPass TryEnter()
    {
        if (State == TierState.Up)
        {
            return new BreakerPass(IsGranted: true, IsProbe: false, Volatile.Read(ref _turn)); // partner: the write in Begin
        }

        lock (_gate)
        {
            if (State == TierState.Up)
            {
                return new BreakerPass(IsGranted: true, IsProbe: false, _turn);
            }

            if (!_mayProbeAtOnce && time.GetElapsedTime(_turnBegan) < openFor)
            {
                return default;
            }

            ProbeUnderLock();
            return new BreakerPass(IsGranted: true, IsProbe: true, _turn);
        }
    }

    /// <summary>The tier answered.</summary>
    /// <returns>Whether this brought the tier up.</returns>
    internal bool Succeeded(BreakerPass pass)
    {
        if (State == TierState.Up && Volatile.Read(ref _failures) == 0) // partner: the writes below
        {
            return false;
        }

        lock (_gate)
        {
            if (pass.Turn != _turn)
            {
                return false;
            }

            if (pass.IsProbe)
            {
                CloseUnderLock();
                return true;
            }

            Volatile.Write(ref _failures, 0); // partner: the read above
            return false;
        }
    }

    /// <summary>The tier failed, or did not answer in time.</summary>
    /// <returns>Whether this brought the tier down; a probe that failed finds it down, and leaves it there.</returns>
    internal bool Failed(BreakerPass pass)
    {
        lock (_gate)
        {
            if (pass.Turn != _turn)
            {
                return false;
            }

            if (pass.IsProbe)
            {
                OpenUnderLock();
                return false;
            }

            Volatile.Write(ref _failures, _failures + 1); // partner: the read in Succeeded
            if (_failures < failuresToOpen)
            {
                return false;
            }

            OpenUnderLock();
            return true;
        }
    }

    /// <summary>The caller gave up by its own will: nothing was learned about the tier.</summary>
    internal void Abandoned(BreakerPass pass)
    {
        if (!pass.IsProbe)
        {
            return;
        }

        lock (_gate)
        {
            if (pass.Turn == _turn)
            {
                OpenUnderLock();
                _mayProbeAtOnce = true;
            }
        }
    }

    private void OpenUnderLock()
    {
        Debug.Assert(State != TierState.Down, "Only what is up or probing goes down.");
        BeginUnderLock(TierState.Down);
    }

    private void ProbeUnderLock()
    {
        Debug.Assert(State != TierState.Up, "What is up needs no probe.");
        BeginUnderLock(TierState.Probing);
    }

    private void CloseUnderLock()
    {
        Debug.Assert(State == TierState.Probing, "Only a probe brings a tier up.");
        BeginUnderLock(TierState.Up);
    }

    private void BeginUnderLock(TierState state)
    {
        Debug.Assert(_gate.IsHeldByCurrentThread, "States change under the gate.");

        // Going to and fro between Down and Probing is one long absence to whoever asks since when.
        if (state == TierState.Up || State == TierState.Up)
        {
            _since = time.GetUtcNow();
        }

        _mayProbeAtOnce = false;
        _turnBegan = time.GetTimestamp();
        Volatile.Write(ref _failures, 0);
        Volatile.Write(ref _turn, _turn + 1); // partner: the read in TryEnter
        Volatile.Write(ref _state, (int)state); // partner: the read in State
    }
}
