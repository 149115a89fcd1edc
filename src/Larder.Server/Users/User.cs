namespace Larder.Server.Users;

/// <summary>A user, by both names: the number that is used inside, and the UUID that may be shown to anybody.</summary>
internal sealed record User(long Id, Guid Uuid, string FirstName, string LastName, string Email);
