namespace Larder.Concurrency.Tests.Stores;

/// <summary>How a number is written as a value, and read back; reading fails when the value was torn.</summary>
internal interface IValueForm<TValue>
{
    static abstract TValue Of(long number);

    static abstract long NumberOf(TValue value);
}
