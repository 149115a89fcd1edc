namespace Larder.Concurrency.Tests.Histories;

/// <summary>One way in which the calls so far may have taken effect.</summary>
/// <param name="Done">A bit for each lane whose call in progress has taken effect already.</param>
/// <param name="State">What the key holds then.</param>
internal readonly record struct Configuration(ulong Done, long State);
