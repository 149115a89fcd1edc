namespace Larder.Server.Description;

/// <summary>One parameter of an operation, beside its body.</summary>
/// <param name="Place">Where it stands. In the path it is required, elsewhere it is not, unless said.</param>
/// <param name="Name">How it is called.</param>
/// <param name="Type">What it is, as the type of .NET whose schema it has.</param>
/// <param name="Meaning">A sentence.</param>
internal sealed record Parameter(ParameterPlace Place, string Name, Type Type, string Meaning)
{
    /// <summary>A value that works. The pages fill it in, and the tests send it; null for one that is left out.</summary>
    public object? Example { get; init; }

    /// <summary>Whether a request without it is refused.</summary>
    public bool IsRequired { get; init; } = Place == ParameterPlace.Path;

    public static Parameter InPath(string name, Type type, string meaning, object example) =>
        new(ParameterPlace.Path, name, type, meaning) { Example = example };

    public static Parameter InQuery(string name, Type type, string meaning, object? example = null) =>
        new(ParameterPlace.Query, name, type, meaning) { Example = example };

    public static Parameter InHeader(string name, Type type, string meaning) =>
        new(ParameterPlace.Header, name, type, meaning);
}
