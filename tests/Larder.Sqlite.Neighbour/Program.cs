using Larder.Sqlite.Neighbour;

// A process beside the tests, over the same file. It reads commands, one on each line, and answers each with one line.
await using var node = new Node(args[0]);
while (await Console.In.ReadLineAsync() is { } line)
{
    var words = line.Split(' ');
    var answer = words[0] switch
    {
        "set" => await node.SetAsync(words[1], words[2]),
        "remove" => await node.RemoveAsync(words[1]),
        "load" => await node.LoadAsync(words[1], words[2]),
        "read" => await node.ReadAsync(words[1]),
        "mark" => await node.MarkAsync(words[1]),
        "await" => await node.AwaitAsync(words[1]),
        "write" => await node.WriteForEverAsync(words[1], Console.Out),
        _ => $"no command is called {words[0]}",
    };
    await Console.Out.WriteLineAsync(answer);
    await Console.Out.FlushAsync();
}
