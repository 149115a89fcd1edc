namespace Larder.Tidy.Measures;

/// <summary>One line of the table: what is measured, our figure, what we want it to be, and whether it is so.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Figure">Our figure, as printed.</param>
/// <param name="Target">What we want.</param>
/// <param name="IsMet">Null when there is nothing to measure yet.</param>
internal sealed record Measure(string Name, string Figure, string Target, bool? IsMet)
{
    internal string Mark => IsMet switch { true => "met", false => "MISSED", null => "not yet" };
}
