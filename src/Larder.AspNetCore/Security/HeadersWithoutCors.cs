using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Larder.AspNetCore.Security;

/// <summary>Headers of an answer, into which none of CORS can be written.</summary>
internal sealed class HeadersWithoutCors : IHeaderDictionary
{
    private const string OfCors = "Access-Control-";

    private readonly IHeaderDictionary _inner;

    internal HeadersWithoutCors(IHeaderDictionary inner)
    {
        _inner = inner;
        foreach (var name in inner.Keys.Where(IsOfCors).ToList())
            inner.Remove(name);
    }

    public ICollection<string> Keys => _inner.Keys;

    public ICollection<StringValues> Values => _inner.Values;

    public int Count => _inner.Count;

    public bool IsReadOnly => _inner.IsReadOnly;

    public long? ContentLength
    {
        get => _inner.ContentLength;
        set => _inner.ContentLength = value;
    }

    public StringValues this[string key]
    {
        get => _inner[key];
        set
        {
            if (!IsOfCors(key))
                _inner[key] = value;
        }
    }

    public void Add(string key, StringValues value)
    {
        if (!IsOfCors(key))
            _inner.Add(KeyValuePair.Create(key, value));
    }

    public void Add(KeyValuePair<string, StringValues> item) => Add(item.Key, item.Value);

    public bool Remove(string key) => _inner.Remove(key);

    public bool Remove(KeyValuePair<string, StringValues> item) => _inner.Remove(item);

    public void Clear() => _inner.Clear();

    public bool ContainsKey(string key) => _inner.ContainsKey(key);

    public bool Contains(KeyValuePair<string, StringValues> item) => _inner.Contains(item);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out StringValues value) => _inner.TryGetValue(key, out value);

    public void CopyTo(KeyValuePair<string, StringValues>[] array, int arrayIndex) => _inner.CopyTo(array, arrayIndex);

    public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() => _inner.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsOfCors(string name) => name.StartsWith(OfCors, StringComparison.OrdinalIgnoreCase);
}
