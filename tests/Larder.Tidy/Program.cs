using Larder.Tidy;
using Larder.Tidy.Measures;

const string Usage =
    """
    usage: dotnet run -c Release --project tests/Larder.Tidy [-- OPTION]

      (none)    prints our figures beside their targets
      --check   prints every violation of the house rules; exit 1 when there is one
      --write   writes the blocks and snapshots that are generated: the diagram and the public surfaces
    """;

var root = FileSet.FindRoot();
var files = FileSet.FromDisk(root);

switch (args)
{
    case []:
        Console.Write(HouseTable.Print(HouseTable.Read(files)));
        return 0;

    case ["--check"]:
        var found = HouseRules.All(root).SelectMany(rule => rule.Check(files)).ToList();
        found.ForEach(Console.WriteLine);
        Console.WriteLine($"{found.Count} violations");
        return found.Count == 0 ? 0 : 1;

    case ["--write"]:
        foreach (var path in GeneratedFiles.Write(root, files))
        {
            Console.WriteLine($"wrote {path}");
        }

        return 0;

    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
