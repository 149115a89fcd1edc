using System.Diagnostics.Metrics;

namespace Larder.Benchmarks.Contestants;

/// <summary>Listens to every instrument of a manager and collects ten times a second, as long as the process lives.</summary>
internal static class Collector
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static void Listen(CacheManager manager)
    {
        _ = new CacheMeter(manager); // ends with the manager, which lives as long as the process
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, each) =>
            {
                if (instrument.Meter.Name == CacheMeter.Name)
                {
                    each.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        listener.Start();
        new Thread(() => Collect(listener)) { IsBackground = true }.Start();
    }

    private static void Collect(MeterListener listener)
    {
        using var pause = new ManualResetEventSlim();
        while (!pause.Wait(Pause))
        {
            listener.RecordObservableInstruments();
        }
    }
}
