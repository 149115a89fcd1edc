namespace Larder.Concurrency.Tests.Stores;

/// <summary>How the number of a key is written as a key, and read back.</summary>
internal interface IKeyForm<TKey>
{
    static abstract TKey Of(int number);

    static abstract int NumberOf(TKey key);
}
