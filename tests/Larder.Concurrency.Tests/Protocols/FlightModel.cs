using Larder.Concurrency.Tests.Interleavings;

namespace Larder.Concurrency.Tests.Protocols;

/// <summary>One key: two callers that load it, one that changes the truth and removes it, one that sets it.</summary>
/// <remarks>
/// The truth lies in <c>_source</c>, outside of the store. What must never be: a load that began before a removal or a
/// write is stored after it; a caller who comes after one joins the load from before it; two flights live at once.
/// </remarks>
internal sealed class FlightModel(FlightFault fault) : Model
{
    private const int Nothing = 0;
    private const int OldTruth = 1;
    private const int NewTruth = 2;
    private const int SetValue = 3;

    private readonly ModelLock _stripe = new();
    private int _source = OldTruth;
    private int _entry;
    private Flight? _flight;
    private int _generation;
    private bool _isRemoved;

    internal override IEnumerable<ModelThread> Threads() =>
    [
        new("first caller", Load()),
        new("second caller", Load()),
        new("remover", ChangeAndRemove()),
        new("setter", Set()),
    ];

    internal override void AssertAlways() =>
        Expect(!_isRemoved || _entry != OldTruth, "What was removed has come back.");

    private IEnumerable<Step> Load()
    {
        yield return _stripe.Take("takes the stripe lock and looks the key up");
        if (_entry != Nothing)
        {
            _stripe.LetGo();
            yield break;
        }

        var flight = _flight;
        if (flight is not null)
        {
            Expect(flight.Generation == _generation, "A caller joined a load from before a removal or a write.");
            _stripe.LetGo();
            yield break;
        }

        flight = new Flight(_generation) { IsAlive = true };
        _flight = flight;
        _stripe.LetGo();

        yield return "loads from the source";
        var loaded = _source;

        var decidedEarly = fault == FlightFault.PublishLooksBeforeLock;
        var mayPublish = false;
        if (decidedEarly)
        {
            yield return "sees whether its flight is alive";
            mayPublish = flight.IsAlive;
        }

        yield return _stripe.Take("takes the stripe lock to publish");
        if (decidedEarly ? mayPublish : flight.IsAlive)
        {
            Expect(flight.Generation == _generation, "A load from before a removal or a write was stored after it.");
            flight.IsAlive = false;
            _flight = null;
            _entry = loaded;
        }

        _stripe.LetGo();
    }

    private IEnumerable<Step> ChangeAndRemove()
    {
        yield return "changes the source";
        _source = NewTruth;
        yield return _stripe.Take("takes the stripe lock and removes");
        if (fault is not (FlightFault.RemoveLeavesFlight or FlightFault.KillAfterLock)) Kill();
        _entry = Nothing;
        _generation++;
        _isRemoved = true;
        _stripe.LetGo();
        if (fault != FlightFault.KillAfterLock) yield break;
        yield return "kills the flight without the lock";
        Kill();
    }

    private IEnumerable<Step> Set()
    {
        yield return _stripe.Take("takes the stripe lock and sets");
        if (fault != FlightFault.SetLeavesFlight) Kill();
        _entry = SetValue;
        _generation++;
        _stripe.LetGo();
    }

    private void Kill()
    {
        if (_flight is null) return;
        _flight.IsAlive = false;
        if (fault != FlightFault.KilledFlightStaysListed) _flight = null;
    }

    private sealed class Flight(int generation)
    {
        internal readonly int Generation = generation;
        internal bool IsAlive;
    }
}
