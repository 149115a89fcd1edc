namespace Larder.Tidy.Layering;

/// <summary>
/// The architecture as data: every project of src, the rooms in it, and who may import whom.
/// </summary>
/// <remarks>
/// The layering test reads this table and the diagram in docs/architecture.md is drawn from it, so that the picture
/// cannot lie. Projects that a later issue adds stand here already: their rules came first.
/// </remarks>
internal static class LayeringSpec
{
    internal static readonly IReadOnlyList<ProjectSpec> Projects =
    [
        Engine(),
        Library(),
        new("Larder.Simulation", "the real store over traces", RootPlace.Bottom,
            ["Larder.Engine"], [], Framework: false,
            [
                new("Traces", 1, "reads traces"),
                new("Runs", 2, "runs a store over a trace"),
                new("Reports", 3, "tables and plots"),
            ]),
        new("Larder.Sqlite", "disk tier, write journal", RootPlace.Bottom,
            ["Larder", "Larder.Engine"],
            ["Microsoft.Extensions.*", "Microsoft.Data.Sqlite.Core", "SQLitePCLRaw.*"], Framework: false,
            [
                new("Tier", 1, "a second tier in one file"),
                new("Journal", 1, "the write-back journal"),
                new("Hosting", 2, "registration"),
            ]),
        new("Larder.Redis", "RESP3 client, Redis tier, coherence", RootPlace.Bottom,
            ["Larder", "Larder.Engine"], ["Microsoft.Extensions.*"], Framework: false,
            [
                new("Protocol", 1, "bytes to RESP3 and back"),
                new("Connections", 2, "pipelines, reconnect, topology"),
                new("Commands", 3, "the few commands we use"),
                new("Tier", 4, "tier and leases"),
                new("Coherence", 5, "server-assisted invalidation", Never: ["Larder/Reading"]),
                new("Hosting", 6, "registration"),
            ]),
        new("Larder.Generators", "caching by attribute, without run-time proxies", RootPlace.Bottom,
            [], ["Microsoft.CodeAnalysis.CSharp"], Framework: false,
            [
                new("Diagnostics", 1, "the catalogue of diagnostics"),
                new("Model", 2, "symbols to equatable records"),
                new("Emission", 3, "writes the text"),
            ]),
        new("Larder.AspNetCore", "key-value API, admin API, dashboard, output cache", RootPlace.Bottom,
            ["Larder", "Larder.Engine"], ["Microsoft.AspNetCore.OpenApi"], Framework: true,
            [
                new("Security", 1, "keys, pace, what belongs to the operator"),
                new("KeyValue", 1, "the key-value hot path"),
                new("ResponseCaching", 1, "the output cache store"),
                new("Health", 1, "probes"),
                new("Admin", 2, "JSON admin API, metrics"),
                new("Dashboard", 3, "a page over the admin API"),
                new("Hosting", 4, "registration"),
            ]),
        new("Larder.Server", "the host: key-value, payloads, catalog, users", RootPlace.Top,
            ["Larder", "Larder.Engine", "Larder.AspNetCore", "Larder.Redis", "Larder.Sqlite", "Larder.Generators"],
            ["Microsoft.AspNetCore.OpenApi", "Swashbuckle.AspNetCore.*", "Npgsql", "Dapper", "OpenTelemetry*",
             "Microsoft.Data.Sqlite.Core", "SQLitePCLRaw.*", "Microsoft.Extensions.*"], Framework: true,
            [
                new("Configuration", 1, "settings, typed and checked"),
                new("Replies", 1, "headers and bodies that all routes share"),
                new("Description", 1, "what a slice tells of its operations"),
                new("Data", 2, "one data source, migrations"),
                new("Disk", 2, "a tier in a file for caches that ask for it"),
                new("Modules", 2, "how a slice joins the host"),
                new("KeyValue", 3, "the key-value API as a slice"),
                new("Security", 3, "keys, proxies and certificates, from the settings"),
                new("Payloads", 3, "payload slice"),
                new("Catalog", 3, "product slice"),
                new("Users", 3, "user slice"),
                new("Storefront", 3, "the page"),
                new("Admin", 3, "what the document tells of the administration"),
                new("Documentation", 3, "the API document and its pages"),
                new("Health", 3, "probes"),
                new("Telemetry", 3, "sends the meters to a collector"),
                new("Hosting", 4, "composes and starts"),
            ]),
        new("Larder.Cli", "cache-cli", RootPlace.Top,
            ["Larder", "Larder.Engine", "Larder.Simulation"], ["System.CommandLine"], Framework: false,
            [
                new("Output", 1, "the terminal: progress, tables, JSON"),
                new("Arguments", 2, "options and words, typed"),
                new("Http", 3, "requests, one at a time or fast"),
                new("Load", 4, "the load generator"),
                new("Commands", 5, "one verb each"),
            ]),
    ];

    internal static ProjectSpec? Find(string project) => Projects.FirstOrDefault(each => each.Name == project);

    private static ProjectSpec Engine() =>
        new("Larder.Engine", "bounded concurrent store, nothing but the base library", RootPlace.Bottom,
            [], [], Framework: false,
            [
                new("Time", 1, "coarse monotonic clock", []),
                new("Keys", 1, "seeded hashing, span look-up", []),
                new("Statistics", 1, "counting without contention", []),
                new("Entries", 2, "one pair and its life", ["Time"]),
                new("Pressure", 2, "share of the memory limit", ["Time"]),
                new("Table", 3, "lock-free reads, striped writes", ["Entries", "Keys"]),
                new("Eviction", 3, "chooses the victim", ["Entries", "Statistics"]),
                new("Expiry", 3, "timing wheel", ["Entries", "Time"]),
                new("Flights", 4, "generations of a key", ["Keys", "Table"]),
                new("Sampling", 4, "what-if caches", ["Entries", "Keys", "Table", "Eviction", "Statistics"]),
                new("Maintenance", 5, "sole holder of the policy lock",
                    ["Time", "Keys", "Statistics", "Entries", "Table", "Flights", "Eviction", "Expiry"]),
                new("Store", 6, "the bounded store"),
            ]);

    private static ProjectSpec Library() =>
        new("Larder", "words, tiers, reading, writing, invalidation, manager", RootPlace.Bottom,
            ["Larder.Engine"], ["Microsoft.Extensions.*"], Framework: false,
            [
                new("Serialization", 1, "value to bytes and back"),
                new("Tiers", 2, "bytes beyond memory, guarded"),
                new("Invalidation", 3, "what is untrue, and trust"),
                new("Memory", 4, "the near tier"),
                new("Writing", 5, "set, remove, expire, journal"),
                new("Reading", 6, "hit, flight, stale, refresh"),
                new("Manager", 7, "the façade"),
                new("Decorators", 8, "attributes"),
                new("Warming", 8, "fills before traffic"),
                new("Monitoring", 8, "statistics, meters, advice"),
                new("Adapters", 8, "the framework's cache interfaces"),
                new("Hosting", 9, "composition root"),
            ]);
}
