namespace Larder.Server.Tests.Contract;

/// <summary>The parts of the contract that a file behind the caches could break, with one.</summary>
public static class OnDisk
{
    public sealed class KeyValue(ServerOnDisk disk) : KeyValueContractSpec(disk.Server), IClassFixture<ServerOnDisk>;

    public sealed class Payloads(ServerOnDisk disk) : PayloadContractSpec(disk.Server), IClassFixture<ServerOnDisk>;
}
