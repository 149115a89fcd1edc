using Larder.Engine;

namespace Larder;

/// <summary>What can be wrong with options: each fault a sentence with the value, the rule and the remedy.</summary>
internal static class OptionFaults
{
    /// <summary>What is wrong with options as they were given.</summary>
    internal static List<string> Of(CacheEntryOptions options)
    {
        var faults = new List<string>();
        NotNegative(faults, nameof(options.Expiration), options.Expiration);
        NotNegative(faults, nameof(options.LocalExpiration), options.LocalExpiration);
        NotNegative(faults, nameof(options.Sliding), options.Sliding);
        NotNegative(faults, nameof(options.Jitter), options.Jitter);
        NotNegative(faults, nameof(options.StaleFor), options.StaleFor);
        NotNegative(faults, nameof(options.StaleIfError), options.StaleIfError);
        NotNegative(faults, nameof(options.ErrorRetryAfter), options.ErrorRetryAfter);
        NotNegative(faults, nameof(options.SoftTimeout), options.SoftTimeout);
        NotNegative(faults, nameof(options.HardTimeout), options.HardTimeout);
        NotNegative(faults, nameof(options.NullExpiration), options.NullExpiration);
        OfNumbers(faults, options);
        Known(faults, nameof(options.OnTimeout), options.OnTimeout);
        Known(faults, nameof(options.Nulls), options.Nulls);
        Known(faults, nameof(options.Priority), options.Priority);
        Known(faults, nameof(options.Payload), options.Payload);
        Known(faults, nameof(options.Context), options.Context);
        if (options.Tags is { } tags)
        {
            OfTags(faults, tags);
        }

        return faults;
    }

    /// <summary>What contradicts itself once the options of call and cache are put together.</summary>
    internal static List<string> Of(ResolvedOptions options)
    {
        var faults = new List<string>();
        if (options.Sliding > EntryOptions.LongestSliding)
        {
            faults.Add($"Sliding must be at most {EntryOptions.LongestSliding}, but was {options.Sliding}. Use Expiration for longer times.");
        }
        else if (options.Sliding > TimeSpan.Zero && options.Expiration == CacheEntryOptions.Forever)
        {
            faults.Add($"Sliding ({options.Sliding}) needs an Expiration that ends: a value in constant use would never be made anew. Set Expiration, or Sliding to zero.");
        }
        else if (options.Sliding > options.Expiration)
        {
            faults.Add($"Sliding must be at most Expiration ({options.Expiration}), but was {options.Sliding}. Lengthen the one or shorten the other.");
        }

        if (options.HardTimeout > TimeSpan.Zero && options.SoftTimeout > options.HardTimeout)
        {
            faults.Add($"SoftTimeout must be at most HardTimeout ({options.HardTimeout}), but was {options.SoftTimeout}. Lengthen the one or shorten the other.");
        }

        if (options is { Payload: PayloadFormat.Raw, Tags.Length: > 0 })
        {
            faults.Add($"Tags ({string.Join(", ", options.Tags)}) have no place in a raw payload. Set Payload to Envelope, or leave Tags out.");
        }

        if (options is { Nulls: NullPolicy.Skip, NullExpiration: not null })
        {
            faults.Add($"NullExpiration ({options.NullExpiration}) has no meaning while Nulls is Skip. Set Nulls to Cache, or leave NullExpiration out.");
        }

        return faults;
    }

    /// <summary>What is wrong with what a cache is set up to do where calls say nothing.</summary>
    internal static IEnumerable<string> OfDefaults(CacheOptions options)
    {
        var faults = Of(options.Entry);
        if (faults.Count > 0 || options.MemoryTtl <= TimeSpan.Zero)
        {
            // Compared with a lifetime that is a fault itself, every other time would look like one, too.
            return faults;
        }

        return Of(ResolvedOptions.MergeUnchecked(options.Entry, ResolvedOptions.DefaultsOf(options.MemoryTtl)));
    }

    internal static void OfTags(List<string> faults, IReadOnlyCollection<string> tags)
    {
        if (tags.Count > CacheEntryOptions.MostTags)
        {
            faults.Add($"An entry may carry {CacheEntryOptions.MostTags} tags, but was given {tags.Count}. Give it fewer, wider tags.");
            return;
        }

        foreach (var tag in tags)
        {
            if (CacheText.FaultOf("tag", tag) is { } fault)
            {
                faults.Add(fault);
            }
        }
    }

    private static void OfNumbers(List<string> faults, CacheEntryOptions options)
    {
        if (options.RefreshAfter is { } share && !(share is >= 0 and < 1))
        {
            faults.Add($"RefreshAfter is a share of Expiration: at least 0 (off) and less than 1, but was {share}. Use 0.8, say.");
        }

        if (options.EarlyRefresh is { } beta && !(beta is >= 0 and <= 100))
        {
            faults.Add($"EarlyRefresh must be between 0 (off) and 100, but was {beta}. 1 is a good value.");
        }

        if (options.Size is < 0)
        {
            faults.Add($"Size must be zero or more, but was {options.Size}. Leave it out to have the entry measured.");
        }

        if (options.Tiers is { } tiers && (tiers & ~CacheTiers.All) != 0)
        {
            faults.Add($"Tiers must be made of the bits of CacheTiers, but was {(int)tiers}. Use CacheTiers.All or a part of it.");
        }
    }

    private static void NotNegative(List<string> faults, string name, TimeSpan? time)
    {
        if (time < TimeSpan.Zero)
        {
            faults.Add($"{name} must not be negative, but was {time}. Leave it out to inherit, or use CacheEntryOptions.Forever for no end.");
        }
    }

    private static void Known<TEnum>(List<string> faults, string name, TEnum? value)
        where TEnum : struct, Enum
    {
        if (value is { } given && !Enum.IsDefined(given))
        {
            faults.Add($"{name} must be one of {string.Join(", ", Enum.GetNames<TEnum>())}, but was {given}.");
        }
    }
}
