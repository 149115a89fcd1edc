using Larder.Engine.Flights;

namespace Larder.Engine.Tests.Flights;

/// <summary>A flight that carries nothing.</summary>
internal sealed class PlainFlight(string key) : Flight<string>(key);
