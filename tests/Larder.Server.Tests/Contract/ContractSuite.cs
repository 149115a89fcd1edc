namespace Larder.Server.Tests.Contract;

/// <summary>
/// The contract over HTTP, against the whole server: a test for each row, its number in the name. Whatever derives from
/// this runs once with the rows in SQLite and once with them in PostgreSQL; <see cref="ContractSuiteSpec"/> sees to that.
/// </summary>
public abstract class ContractSuite(ServerUnderTest server)
{
    protected const string Json = "application/json";

    protected HttpClient Client => Server.Client;

    protected ServerUnderTest Server { get; } = server;
}
