namespace Larder.Benchmarks.Workloads;

/// <summary>The keys of a run and the order in which they are asked for, all made before the clock starts.</summary>
/// <remarks>
/// Popular keys are not neighbours: ranks are dealt to keys at random, and the stored keys, the asked keys and their
/// values are each allocated in an order of their own.
/// </remarks>
internal sealed class KeySet<TKey>
{
    /// <summary>The skew of all cases.</summary>
    public const double Skew = 0.99;

    private const int OrderSeed = 1;
    private const int RankSeed = 2;
    private const int StoredSeed = 3;
    private const int AskedSeed = 4;
    private const int InsertSeed = 5;
    private const int ValueSeed = 6;

    private KeySet(TKey[] stored, TKey[] asked, Payload[] values, int[] order, int[] insertion)
    {
        Stored = stored;
        Asked = asked;
        Values = values;
        Order = order;
        Insertion = insertion;
    }

    /// <summary>The keys that are stored.</summary>
    public TKey[] Stored { get; }

    /// <summary>The same keys, as other instances: those that are looked up.</summary>
    public TKey[] Asked { get; }

    /// <summary>A value for each key.</summary>
    public Payload[] Values { get; }

    /// <summary>Positions in <see cref="Asked"/>, zipf-distributed; the length is a power of two.</summary>
    public int[] Order { get; }

    /// <summary>The order in which the keys are stored.</summary>
    public int[] Insertion { get; }

    public static KeySet<TKey> Create(IKeySource<TKey> source, int keys, int positions)
    {
        var ranks = Shuffled(keys, RankSeed);
        var zipf = new Zipf(keys, Skew, OrderSeed);
        var order = new int[positions];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = ranks[zipf.Next()];
        }

        return new KeySet<TKey>(
            MakeAll(source.Make, keys, StoredSeed),
            MakeAll(source.Make, keys, AskedSeed),
            MakeAll(static _ => new Payload(), keys, ValueSeed),
            order,
            Shuffled(keys, InsertSeed));
    }

    private static TItem[] MakeAll<TItem>(Func<int, TItem> make, int count, int seed)
    {
        var items = new TItem[count];
        foreach (var i in Shuffled(count, seed))
        {
            items[i] = make(i);
        }

        return items;
    }

    private static int[] Shuffled(int count, int seed)
    {
        var numbers = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(numbers);
        return numbers;
    }
}
