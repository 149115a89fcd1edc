using Larder.Tidy;

var root = FileSet.FindRoot();
var files = FileSet.FromDisk(root);

switch (args)
{
    case ["--check"]:
        var found = HouseRules.All(root).SelectMany(rule => rule.Check(files)).ToList();
        found.ForEach(Console.WriteLine);
        Console.WriteLine($"{found.Count} violations");
        return found.Count == 0 ? 0 : 1;

    default:
        Console.Error.WriteLine("usage: Larder.Tidy [--check]");
        return 2;
}
