using System.Buffers;
using System.IO.Pipelines;
using Larder.AspNetCore.KeyValue;
using Larder.AspNetCore.Tests.KeyValue.OnDisk;
using Larder.Sqlite;
using Larder.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Larder.AspNetCore.Tests.KeyValue;

[Collection(nameof(MeasuredAlone))]
public sealed class HitAllocationSpec
{
    [Fact]
    public async Task S1_13_a_hit_allocates_no_more_than_sending_ready_bytes_does()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddLarderKeyValue();
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<KeyValueStore>();
        var value = store.Maker.OfText("hot"u8, new byte[100], null);
        await store.SetAsync("hot", value, null);
        var app = new ApplicationBuilder(provider);
        app.UseLarderKeyValueHits();
        var hit = app.Build();
        var context = NewContext();

        var ofHit = AllocationMeter.BytesOf(() => hit(context).GetAwaiter().GetResult());
        var ofBare = AllocationMeter.BytesOf(() => SendBare(context, value));

        Assert.Equal(StatusCodes.Status200OK, context.Response.StatusCode);
        Assert.Equal(value.ETag, context.Response.Headers.ETag);
        Assert.Equal(ofBare, ofHit);
    }

    [Fact]
    public async Task S1_13_a_hit_in_memory_with_a_file_behind_it_allocates_no_more_either()
    {
        using var folder = new ScratchFolder();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddLarder(larder => larder.UseSqlite(
            new SqliteTierOptions { Path = folder["cache.db"], Sharing = SqliteSharing.Exclusive }));
        services.AddLarderKeyValue(new KeyValueOptions { Tier = KeyValueTier.Disk });
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<KeyValueStore>();
        var value = store.Maker.OfText("hot"u8, new byte[100], null);
        await store.SetAsync("hot", value, null);
        var app = new ApplicationBuilder(provider);
        app.UseLarderKeyValueHits();
        var hit = app.Build();
        var context = NewContext();

        var ofHit = AllocationMeter.BytesOf(() => hit(context).GetAwaiter().GetResult());
        var ofBare = AllocationMeter.BytesOf(() => SendBare(context, value));

        Assert.Equal(value.ETag, context.Response.Headers.ETag);
        Assert.Equal(ofBare, ofHit);
    }

    private static void SendBare(HttpContext context, WireValue value)
    {
        var response = context.Response;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.ETag = value.ETag;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentType = value.ContentType;
        response.ContentLength = value.Body.Length;
        response.BodyWriter.Write(value.Body);
    }

    private static DefaultHttpContext NewContext()
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Method = "GET", RawTarget = "/cache/hot", Path = "/cache/hot" });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new NoBody());
        return new DefaultHttpContext(features);
    }

    /// <summary>Takes what is written into one array, over and over.</summary>
    private sealed class NoBody : PipeWriter, IHttpResponseBodyFeature
    {
        private readonly byte[] _space = new byte[4_096];

        public Stream Stream => Stream.Null;

        public PipeWriter Writer => this;

        public override void Advance(int bytes)
        {
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => _space;

        public override Span<byte> GetSpan(int sizeHint = 0) => _space;

        public override void CancelPendingFlush()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => default;

        public Task CompleteAsync() => Task.CompletedTask;

        public void DisableBuffering()
        {
        }

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
            Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
