namespace Larder.Tests.Serialization;

/// <summary>A value of about two hundred bytes as JSON.</summary>
internal sealed record Order(
    int Id, string Customer, string Street, string City, decimal Total, DateTimeOffset PlacedAt, bool IsPaid, string? Note)
{
    internal static readonly Order Sample = new(
        4_711, "Ada Lovelace", "12 St James's Square", "London", 129.95m, new DateTimeOffset(2026, 11, 29, 20, 15, 0, TimeSpan.FromHours(1)), true, "leave it with the neighbour");
}
