namespace Larder.Benchmarks.Workloads;

/// <summary>A value of two hundred bytes as JSON.</summary>
internal sealed record Order(
    int Id, string Customer, string Street, string City, decimal Total, DateTimeOffset PlacedAt, bool IsPaid, string Note)
{
    public static readonly Order Sample = new(
        4_711, "Ada Lovelace", "12 Square of St James", "London", 129.95m,
        new DateTimeOffset(2026, 11, 29, 20, 15, 0, TimeSpan.FromHours(1)), IsPaid: true, "leave it with the neighbour, please");
}
