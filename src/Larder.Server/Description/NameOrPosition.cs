namespace Larder.Server.Description;

/// <summary>A step on the way to a fault: the name of a member, or the position of an element.</summary>
internal readonly record struct NameOrPosition;
