using System.Reflection;

namespace Larder.Tests.Options;

/// <summary>The options of a call over those of the cache over the defaults: every field, found by reflection.</summary>
public sealed class MergingSpec
{
    /// <summary>For each option two values that differ from the default and from each other.</summary>
    private static readonly Dictionary<string, (object One, object Other)> Values = new(StringComparer.Ordinal)
    {
        [nameof(CacheEntryOptions.Expiration)] = (TimeSpan.FromHours(100), TimeSpan.FromHours(101)),
        [nameof(CacheEntryOptions.LocalExpiration)] = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)),
        [nameof(CacheEntryOptions.Sliding)] = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4)),
        [nameof(CacheEntryOptions.Jitter)] = (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6)),
        [nameof(CacheEntryOptions.StaleFor)] = (TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8)),
        [nameof(CacheEntryOptions.StaleIfError)] = (TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(10)),
        [nameof(CacheEntryOptions.ErrorRetryAfter)] = (TimeSpan.FromSeconds(11), TimeSpan.FromSeconds(12)),
        [nameof(CacheEntryOptions.SoftTimeout)] = (TimeSpan.FromSeconds(13), TimeSpan.FromSeconds(14)),
        [nameof(CacheEntryOptions.HardTimeout)] = (TimeSpan.FromHours(15), TimeSpan.FromHours(16)),
        [nameof(CacheEntryOptions.OnTimeout)] = (TimedOutLoad.Cancel, TimedOutLoad.Complete),
        [nameof(CacheEntryOptions.RefreshAfter)] = (0.25, 0.5),
        [nameof(CacheEntryOptions.EarlyRefresh)] = (1.0, 2.0),
        [nameof(CacheEntryOptions.Nulls)] = (NullPolicy.Skip, NullPolicy.Cache),
        [nameof(CacheEntryOptions.NullExpiration)] = (TimeSpan.FromSeconds(17), TimeSpan.FromSeconds(18)),
        [nameof(CacheEntryOptions.Tiers)] = (CacheTiers.Memory, CacheTiers.ReadMemory),
        [nameof(CacheEntryOptions.Size)] = (19L, 20L),
        [nameof(CacheEntryOptions.Priority)] = (CachePriority.NeverRemove, CachePriority.Normal),
        [nameof(CacheEntryOptions.Tags)] = (new[] { "one" }, new[] { "other", "tags" }),
        [nameof(CacheEntryOptions.Payload)] = (PayloadFormat.Raw, PayloadFormat.Envelope),
        [nameof(CacheEntryOptions.Context)] = (FactoryContext.Detach, FactoryContext.Flow),
    };

    private static readonly PropertyInfo[] Options =
        typeof(CacheEntryOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    public static TheoryData<string> Names() => [.. Options.Select(static option => option.Name)];

    [Fact]
    public void No_option_is_forgotten_here_or_in_what_is_merged()
    {
        var merged = typeof(ResolvedOptions)
            .GetProperties(BindingFlags.NonPublic | BindingFlags.Instance)
            .Select(static property => property.Name)
            .Where(static name => name != nameof(ResolvedOptions.StaleWindow)); // made of two others
        var declared = Options.Select(static option => option.Name).Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(declared, Values.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(declared, merged.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_option_can_be_left_out() =>
        Assert.All(Options, static option => Assert.Null(option.GetValue(new CacheEntryOptions())));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_call_says_wins(string name)
    {
        var (one, other) = Values[name];
        var cache = ResolvedOptions.MergeUnchecked(With(name, one), ResolvedOptions.Defaults);

        Assert.Equal(other, Resolved(name, ResolvedOptions.MergeUnchecked(With(name, other), cache)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_call_leaves_out_is_the_caches(string name)
    {
        var (one, _) = Values[name];
        var cache = ResolvedOptions.MergeUnchecked(With(name, one), ResolvedOptions.Defaults);

        Assert.Equal(one, Resolved(name, ResolvedOptions.MergeUnchecked(new CacheEntryOptions(), cache)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_both_leave_out_is_the_default(string name)
    {
        var merged = ResolvedOptions.MergeUnchecked(new CacheEntryOptions(), ResolvedOptions.Defaults);

        Assert.Equal(Resolved(name, ResolvedOptions.Defaults), Resolved(name, merged));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_option_changes_no_other(string name)
    {
        // An expiration of its own is one for memory, too; that is told below.
        var follows = name == nameof(CacheEntryOptions.Expiration) ? nameof(CacheEntryOptions.LocalExpiration) : name;
        var merged = ResolvedOptions.MergeUnchecked(With(name, Values[name].One), ResolvedOptions.Defaults);

        foreach (var other in Options.Select(static option => option.Name).Where(other => other != name && other != follows))
        {
            Assert.Equal(Resolved(other, ResolvedOptions.Defaults), Resolved(other, merged));
        }
    }

    [Fact]
    public void The_defaults_are_these()
    {
        var defaults = ResolvedOptions.Defaults;

        Assert.Equal(TimeSpan.FromMinutes(5), defaults.Expiration);
        Assert.Equal(TimeSpan.FromMinutes(5), defaults.LocalExpiration);
        Assert.Equal(TimeSpan.FromSeconds(30), defaults.ErrorRetryAfter);
        Assert.Equal(TimedOutLoad.Complete, defaults.OnTimeout);
        Assert.Equal(NullPolicy.Cache, defaults.Nulls);
        Assert.Equal(CacheTiers.All, defaults.Tiers);
        Assert.Equal(CachePriority.Normal, defaults.Priority);
        Assert.Equal(FactoryContext.Flow, defaults.Context);
        Assert.Null(defaults.Size);
        Assert.Null(defaults.NullExpiration);
        Assert.Empty(defaults.Tags);
        TimeSpan[] off =
        [
            defaults.Sliding, defaults.Jitter, defaults.StaleFor, defaults.StaleIfError, defaults.SoftTimeout, defaults.HardTimeout,
        ];
        Assert.All(off, static time => Assert.Equal(TimeSpan.Zero, time));
        Assert.Equal(0, defaults.RefreshAfter + defaults.EarlyRefresh);
    }

    [Fact]
    public void An_expiration_alone_is_one_for_memory_too()
    {
        var cache = Merge(new CacheEntryOptions { LocalExpiration = TimeSpan.FromSeconds(10) }, ResolvedOptions.Defaults);

        var longer = Merge(new CacheEntryOptions { Expiration = TimeSpan.FromHours(1) }, cache);
        var shorter = Merge(new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(1) }, cache);
        var both = Merge(
            new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(2), LocalExpiration = TimeSpan.FromHours(1) }, cache);

        Assert.Equal(TimeSpan.FromHours(1), longer.LocalExpiration);
        Assert.Equal(TimeSpan.FromSeconds(1), shorter.LocalExpiration);
        Assert.Equal(TimeSpan.FromSeconds(2), both.LocalExpiration);
    }

    [Fact]
    public void A_zero_that_means_nothing_is_the_caches_own_and_any_other_turns_its_feature_off()
    {
        var cache = Merge(
            new CacheEntryOptions
            {
                Expiration = TimeSpan.FromHours(1),
                LocalExpiration = TimeSpan.FromSeconds(10),
                NullExpiration = TimeSpan.FromSeconds(5),
                StaleFor = TimeSpan.FromHours(2),
            },
            ResolvedOptions.Defaults);

        var zeros = Merge(
            new CacheEntryOptions
            {
                Expiration = TimeSpan.Zero,
                LocalExpiration = TimeSpan.Zero,
                NullExpiration = TimeSpan.Zero,
                StaleFor = TimeSpan.Zero,
            },
            cache);

        Assert.Equal(TimeSpan.FromHours(1), zeros.Expiration);
        Assert.Equal(TimeSpan.FromSeconds(10), zeros.LocalExpiration);
        Assert.Equal(TimeSpan.FromSeconds(5), zeros.NullExpiration);
        Assert.Equal(TimeSpan.Zero, zeros.StaleFor);
    }

    [Fact]
    public void A_tag_that_is_named_twice_counts_once() =>
        Assert.Equal(["a", "b"], Merge(new CacheEntryOptions { Tags = ["a", "b", "a"] }, ResolvedOptions.Defaults).Tags);

    [Fact]
    public void The_same_options_are_merged_once()
    {
        var resolver = new OptionsResolver(ResolvedOptions.Defaults);
        var call = new CacheEntryOptions { Jitter = TimeSpan.FromSeconds(1) };

        Assert.Same(resolver.Resolve(call), resolver.Resolve(call));
        Assert.Same(resolver.Defaults, resolver.Resolve(null));
    }

    private static ResolvedOptions Merge(CacheEntryOptions call, ResolvedOptions inherited) =>
        ResolvedOptions.Merge(call, inherited);

    private static CacheEntryOptions With(string name, object value)
    {
        var options = new CacheEntryOptions();
        Options.Single(option => option.Name == name).SetValue(options, value);
        return options;
    }

    private static object? Resolved(string name, ResolvedOptions options) =>
        typeof(ResolvedOptions).GetProperty(name, BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(options);
}
