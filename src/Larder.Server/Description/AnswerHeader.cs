namespace Larder.Server.Description;

/// <summary>A header that an answer may carry.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="Type">What it is, as the type of .NET whose schema it has.</param>
/// <param name="Meaning">A sentence.</param>
internal sealed record AnswerHeader(string Name, Type Type, string Meaning);
