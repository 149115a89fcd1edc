namespace Larder.Concurrency.Tests.Interleavings;

/// <summary>A thread of a model: a name, and its steps.</summary>
internal sealed record ModelThread(string Name, IEnumerable<Step> Steps);
