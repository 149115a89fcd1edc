namespace Larder.Concurrency.Tests.Interleavings;

/// <summary>A model thread, or the model itself, saw what must not be.</summary>
internal sealed class ModelViolationException(string message) : Exception(message);
