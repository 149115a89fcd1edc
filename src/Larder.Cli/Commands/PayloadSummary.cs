using System.Globalization;
using System.Text;
using Larder.Cli.Output;

namespace Larder.Cli.Commands;

/// <summary>The lines that end a call: five of the contract, then what the server's caches did.</summary>
internal static class PayloadSummary
{
    public static string Format(PayloadRequest request, PayloadTally tally)
    {
        var text = new StringBuilder();
        var interrupted = tally.Rounds < request.Rounds ? Invariant($" of {request.Rounds:N0} (interrupted)") : "";
        text.Append("=== cache-cli summary ===\n");
        text.Append("Host: ").Append(request.Server.Text).Append('\n');
        text.Append("Repeat: ").Append(Invariant($"{tally.Rounds:N0}")).Append(interrupted).Append('\n');
        text.Append("Unique Payload IDs: ").Append(SafeIds(tally)).Append('\n');
        text.Append("Total time: ").Append(DurationText.Scaled(tally.Total)).Append("  |  Avg/iter: ")
            .Append(DurationText.Milliseconds(tally.Average)).Append('\n');
        text.Append("Cache: ").Append(Cache(tally)).Append('\n');
        return text.ToString();
    }

    private static string SafeIds(PayloadTally tally) =>
        string.Join(", ", tally.Ids.Select(SafeText.Line))
        + (tally.HasMoreIds ? Invariant($", and more than these {tally.Ids.Count:N0}") : "");

    private static string Cache(PayloadTally tally) =>
        tally.Posts.IsKnown || tally.Gets.IsKnown
            ? $"POST {Counts(tally.Posts)}  |  GET {Counts(tally.Gets)}"
            : "not told by the server (no X-Cache header)";

    private static string Counts(CacheCount count) => Invariant(
        $"{count.Hits:N0} {(count.Hits == 1 ? "hit" : "hits")}, {count.Misses:N0} {(count.Misses == 1 ? "miss" : "misses")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
