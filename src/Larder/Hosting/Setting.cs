using Microsoft.Extensions.Configuration;

namespace Larder.Hosting;

/// <summary>One setting: what it is called, and how its part of the configuration becomes a part of the options.</summary>
/// <typeparam name="TOptions">The type of the options.</typeparam>
/// <param name="Name">The name of the property.</param>
/// <param name="Read">Puts what a section says over options, and adds what is wrong with it to the faults.</param>
internal sealed record Setting<TOptions>(
    string Name, Func<TOptions, IConfigurationSection, List<string>, TOptions> Read)
{
    /// <summary>A setting that is one text.</summary>
    internal static Setting<TOptions> Value<T>(string name, TextForm<T> form, Func<TOptions, T, TOptions> put) =>
        new(name, (options, section, faults) =>
        {
            if (section.GetChildren().FirstOrDefault() is { } part)
            {
                faults.Add($"{section.Path} is one value, but {part.Path} is below it. Write the value at {section.Path}.");
                return options;
            }

            // An empty text is what an unset variable of a compose file looks like: it says nothing.
            var text = section.Value?.Trim();
            if (string.IsNullOrEmpty(text))
            {
                return options;
            }

            if (form.Read(text, out var value))
            {
                return put(options, value);
            }

            faults.Add(form.FaultOf(section.Path, text));
            return options;
        });

    /// <summary>A setting that is a list of texts; a single text is a list of one.</summary>
    internal static Setting<TOptions> List(string name, Func<TOptions, string[], TOptions> put) =>
        new(name, (options, section, faults) =>
        {
            var items = section.GetChildren().ToArray();
            if (Array.Find(items, item => item.GetChildren().Any()) is { } deep)
            {
                faults.Add($"{section.Path} is a list of texts, but {deep.Path} has parts. Write {section.Path}:0, {section.Path}:1 and so on.");
                return options;
            }

            var texts = items.Select(item => item.Value).Prepend(section.Value).Where(text => !string.IsNullOrEmpty(text));
            string[] found = [.. texts!];
            return found.Length == 0 ? options : put(options, found);
        });

    /// <summary>A setting that has settings of its own.</summary>
    internal static Setting<TOptions> Nested<TInner>(
        string name, SettingTable<TInner> table, Func<TOptions, TInner> get, Func<TOptions, TInner, TOptions> put) =>
        new(name, (options, section, faults) => put(options, table.Apply(get(options), section, faults)));

    /// <summary>A setting that no text can express.</summary>
    internal static Setting<TOptions> InCodeOnly(string name) =>
        new(name, (options, section, faults) =>
        {
            faults.Add($"{section.Path} cannot be written as text. Set {name} in code, where the caches are added.");
            return options;
        });
}
