namespace Larder.Server.Tests.Guide;

/// <summary>A command that a page shows, and the answer that it shows for it.</summary>
/// <param name="Page">The page, from the root of the repository.</param>
/// <param name="Line">The line of the page, counted from one.</param>
/// <param name="Text">The command, for a shell.</param>
/// <param name="Answer">The answer, where one is shown; an ellipsis stands for anything.</param>
internal sealed record ShownCommand(string Page, int Line, string Text, string? Answer);
