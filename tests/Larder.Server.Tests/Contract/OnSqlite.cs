namespace Larder.Server.Tests.Contract;

/// <summary>The contract with the rows in SQLite, as the server has it by default.</summary>
public static class OnSqlite
{
    public sealed class Headers(ServerUnderTest server) : HeadersContractSpec(server), IClassFixture<ServerUnderTest>;

    public sealed class Health(ServerUnderTest server) : HealthContractSpec(server), IClassFixture<ServerUnderTest>;

    public sealed class KeyValue(ServerUnderTest server) : KeyValueContractSpec(server), IClassFixture<ServerUnderTest>;

    public sealed class Payloads(ServerUnderTest server) : PayloadContractSpec(server), IClassFixture<ServerUnderTest>;

    public sealed class PayloadForm(ServerUnderTest server) : PayloadFormContractSpec(server), IClassFixture<ServerUnderTest>;

    public sealed class Refusals(ServerUnderTest server) : PayloadRefusalsSpec(server), IClassFixture<ServerUnderTest>;

    public sealed class Root(ServerUnderTest server) : RootContractSpec(server), IClassFixture<ServerUnderTest>;

    public sealed class Routing(ServerUnderTest server) : RoutingContractSpec(server), IClassFixture<ServerUnderTest>;

    public sealed class Survival : SurvivalContractSpec
    {
        protected override Task<DurableHome> NewHomeAsync()
        {
            var folder = new ScratchFolder();
            return Task.FromResult(new DurableHome([$"--Larder:DataFolder={folder.Path}"], folder.Dispose));
        }
    }
}
