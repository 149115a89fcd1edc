// Placeholder until the Invalidation room is pushed; whoever pushes that room deletes this file.
#pragma warning disable
namespace Larder.Invalidation;
internal static class InvalidationEpoch { private static long _c = 1; internal static long Current => Volatile.Read(ref _c); internal static long Next() => Interlocked.Increment(ref _c); }
internal enum TagVerdict { Valid, Expired, Removed }
internal sealed class TagTable(int capacity) {
 private readonly Lock _l = new(); private readonly List<(string[] T,long V,bool E,long N)> _e = [];
 long Add(string[] t, bool e, long n) { lock(_l) { var v = InvalidationEpoch.Current+1; _e.Add((t,v,e,n)); InvalidationEpoch.Next(); return v; } }
 internal long Remove(string t,long n)=>Add([t],false,n); internal long Expire(string t,long n)=>Add([t],true,n);
 internal long RemoveAll(IReadOnlyList<string> t,long n)=>Add([..t],false,n); internal long ExpireAll(IReadOnlyList<string> t,long n)=>Add([..t],true,n);
 internal TagVerdict Judge(ReadOnlySpan<string> tags,long stamp,out long at){ at=0; var r=TagVerdict.Valid; var a=tags.ToArray(); lock(_l) foreach(var x in _e) if(x.V>stamp&&x.T.All(y=>Array.IndexOf(a,y)>=0)){ if(!x.E) return TagVerdict.Removed; r=TagVerdict.Expired; at=x.N;} return r; }
 internal long LastRemoval(ReadOnlySpan<string> tags,long since){ var a=tags.ToArray(); long m=0; lock(_l) foreach(var x in _e) if(x.V>since&&x.T.All(y=>Array.IndexOf(a,y)>=0)) m=x.V; return m; }
}
internal sealed class MemoryTrust { private long _u=long.MaxValue; internal bool IsForGood=>Volatile.Read(ref _u)==long.MaxValue; internal bool IsTrusted(long now)=>_u>now; internal void Withdraw()=>_u=0; internal void Restore()=>_u=long.MaxValue; }
public interface IInvalidationBus { ValueTask PublishAsync(CacheInvalidation what, CancellationToken cancellationToken); IDisposable Subscribe(string cacheName, IInvalidationSink sink); }
public interface IInvalidationSink { void Apply(CacheInvalidation what); void Distrust(); void Trust(); }
public enum CacheInvalidationKind { Set, Remove, Expire, RemoveByTags, ExpireByTags, RemoveByPattern, Clear }
public sealed record CacheInvalidation { public string Cache{get;init;} public CacheInvalidationKind Kind{get;init;} public string? Key{get;init;} public string[]? Tags{get;init;} public TagMatch Match{get;init;} public string? Pattern{get;init;} public Guid Origin{get;init;} }
internal sealed class KeyPattern { internal static KeyPattern Parse(string p)=>new(); internal bool Matches(string k)=>true; }
