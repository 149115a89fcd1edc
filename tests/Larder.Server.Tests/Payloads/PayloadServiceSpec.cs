using System.Text;
using Larder.Server.Payloads;
using Larder.Server.Payloads.Memory;
using Larder.Server.Payloads.Storage;
using Larder.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Larder.Server.Tests.Payloads;

public sealed class PayloadServiceSpec : IAsyncLifetime
{
    private const string Sent = """{"list_1":["a"],"list_2":["b"]}""";
    private const string Id = "f44216d4fbf66c4fd3c65813504d45d782ae13c4964d148d83435d316d7a8470";
    private const string Body = """{"output":"A, B"}""";

    private readonly RepositoryInMemory _repository = new();
    private readonly ServiceProvider _caches = CachesOf(new PayloadSettings());
    private readonly PayloadMemory _memory;
    private readonly PayloadService _service;

    public PayloadServiceSpec()
    {
        _memory = MemoryOf(_caches, new PayloadSettings());
        _service = new PayloadService(_memory, _repository);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _caches.DisposeAsync();

    [Fact]
    public async Task S0_35_the_second_identical_post_asks_nobody_and_computes_nothing()
    {
        var first = await StoreAsync();
        var looks = _repository.Looks;
        var second = await StoreAsync();

        Assert.Equal(new PayloadAnswer(IsHit: false, null), first);
        Assert.Equal(new PayloadAnswer(IsHit: true, null), second);
        Assert.Equal(1, _repository.Adds);
        Assert.Equal(looks, _repository.Looks);
    }

    [Fact]
    public async Task S0_35_a_row_of_another_process_is_a_hit_and_is_not_computed_again()
    {
        await _repository.AddAsync(new PayloadRow(Id, "", Body), default);

        var answer = await StoreAsync();

        Assert.Equal(new PayloadAnswer(IsHit: true, null), answer);
        Assert.Equal(1, _repository.Adds);
        Assert.True(_service.IsKnown(Id));
    }

    [Fact]
    public async Task S0_36_a_get_that_memory_cannot_answer_is_read_from_the_database_once()
    {
        await _repository.AddAsync(new PayloadRow(Id, "", Body), default);

        var first = await _service.FindAsync(Id, default);
        var second = await _service.FindAsync(Id, default);

        Assert.Equal(Body, Encoding.UTF8.GetString(first.Output!.Body));
        Assert.False(first.IsHit);
        Assert.True(second.IsHit);
        Assert.Equal(1, _repository.Looks);
    }

    [Fact]
    public async Task S0_36_simultaneous_gets_read_the_database_once()
    {
        await _repository.AddAsync(new PayloadRow(Id, "", Body), default);
        var gate = new Gate("the database answers");
        _repository.BeforeFind = gate.WaitAsync;

        var gets = Enumerable.Range(0, 8).Select(_ => _service.FindAsync(Id, default).AsTask()).ToList();
        gate.Open();
        var found = await Task.WhenAll(gets);

        Assert.Equal(1, gate.Arrivals);
        Assert.All(found, each => Assert.Equal(Body, Encoding.UTF8.GetString(each.Output!.Body)));
        Assert.Single(found, each => !each.IsHit);
    }

    [Fact]
    public async Task S0_37_a_post_fills_memory_for_the_get_that_follows()
    {
        await StoreAsync();
        var looks = _repository.Looks;

        var (output, isHit) = await _service.FindAsync(Id, default);

        Assert.Equal(Body, Encoding.UTF8.GetString(output!.Body));
        Assert.True(isHit);
        Assert.Equal(looks, _repository.Looks);
    }

    [Fact]
    public async Task S0_40_simultaneous_posts_compute_once_and_all_are_answered()
    {
        const int Callers = 16;
        var gate = new Gate("the row is stored");
        _repository.BeforeAdd = gate.WaitAsync;

        var posts = Enumerable.Range(0, Callers).Select(_ => Task.Run(StoreAsync)).ToList();
        await Reached(() => gate.Arrivals == 1);
        var isAnsweredEarly = posts.Any(post => post.IsCompleted);
        gate.Open();
        var answers = await Task.WhenAll(posts);

        Assert.False(isAnsweredEarly);
        Assert.Equal(1, _repository.Adds);
        Assert.Single(_repository.Rows);
        Assert.Single(answers, answer => !answer.IsHit);
        Assert.All(answers, answer => Assert.Null(answer.Refusal));
    }

    [Fact]
    public async Task S0_40_a_computation_that_failed_fails_everybody_who_waited_and_is_not_remembered()
    {
        var gate = new Gate("the database fails");
        _repository.BeforeAdd = async () =>
        {
            await gate.WaitAsync();
            throw new TimeoutException("of the database");
        };

        var posts = Enumerable.Range(0, 4).Select(_ => StoreAsync()).ToList();
        gate.Open();
        foreach (var post in posts)
            Assert.Equal("of the database", (await Assert.ThrowsAsync<TimeoutException>(() => post)).Message);
        _repository.BeforeAdd = () => Task.CompletedTask;
        var again = await StoreAsync();

        Assert.Equal(new PayloadAnswer(IsHit: false, null), again);
        Assert.Single(_repository.Rows);
    }

    [Fact]
    public async Task S0_36_a_caller_who_leaves_takes_nobody_along()
    {
        await _repository.AddAsync(new PayloadRow(Id, "", Body), default);
        var gate = new Gate("the database answers");
        _repository.BeforeFind = gate.WaitAsync;
        using var impatience = new CancellationTokenSource();

        var leader = _service.FindAsync(Id, impatience.Token).AsTask();
        var follower = _service.FindAsync(Id, default).AsTask();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        gate.Open();

        Assert.NotNull((await follower).Output);
        Assert.Equal(1, gate.Arrivals);
    }

    [Fact]
    public async Task S0_28_a_refused_payload_is_neither_stored_nor_remembered()
    {
        var sent = PayloadText.Json([new string('a', 8193)], [""]);

        var first = await StoreAsync(_service, sent);
        var second = await StoreAsync(_service, sent);

        Assert.Equal("list_1[0] exceeds maximum allowed length (8192).", first.Refusal);
        Assert.Equal(first, second);
        Assert.Empty(_repository.Rows);
        Assert.False(_service.IsKnown(PayloadText.Id(sent)));
    }

    [Fact]
    public async Task S0_31_that_an_id_is_unknown_is_not_remembered_and_impossible_ids_are_not_looked_for()
    {
        var before = await _service.FindAsync(Id, default);
        await StoreAsync();
        var after = await _service.FindAsync(Id, default);
        var looks = _repository.Looks;
        var upper = await _service.FindAsync(Id.ToUpperInvariant(), default);
        var strange = await _service.FindAsync("invalid_id!@", default);

        Assert.Null(before.Output);
        Assert.NotNull(after.Output);
        Assert.Null(upper.Output);
        Assert.Null(strange.Output);
        Assert.Equal(looks, _repository.Looks);
    }

    [Fact]
    public async Task S0_41_the_row_proves_itself_and_there_is_one()
    {
        await StoreAsync();
        await StoreAsync();

        var row = Assert.Single(_repository.Rows);
        Assert.Equal(Id, row.Id);
        Assert.Equal("""{"list_1": ["a"], "list_2": ["b"]}""", row.Input);
        Assert.Equal(Body, row.Output);
    }

    [Fact]
    public async Task S0_38_memory_is_bounded_and_what_it_forgot_is_read_again()
    {
        var settings = new PayloadSettings { OutputBytes = 10_000, KnownIds = 8 };
        await using var caches = CachesOf(settings);
        var memory = MemoryOf(caches, settings);
        var service = new PayloadService(memory, _repository);
        var sent = Enumerable.Range(0, 100).Select(number => PayloadText.Json([$"{number}"], [""])).ToList();

        foreach (var each in sent)
            await StoreAsync(service, each);
        var found = new List<PayloadOutput?>();
        foreach (var each in sent)
            found.Add((await service.FindAsync(PayloadText.Id(each), default)).Output);

        Assert.All(found, Assert.NotNull);
        Assert.InRange(memory.ListPopular(int.MaxValue).Count, 1, 20);
        Assert.InRange(sent.Count(each => memory.Knows(PayloadText.Id(each))), 1, 8);
    }

    [Fact]
    public async Task S0_38_an_output_larger_than_memory_is_stored_and_read_from_the_database()
    {
        var settings = new PayloadSettings { OutputBytes = 600 };
        await using var caches = CachesOf(settings);
        var memory = MemoryOf(caches, settings);
        var service = new PayloadService(memory, _repository);
        var sent = PayloadText.Json([new string('a', 1000)], [""]);

        await StoreAsync(service, sent);
        var (output, isHit) = await service.FindAsync(PayloadText.Id(sent), default);

        Assert.NotNull(output);
        Assert.False(isHit);
    }

    private static ServiceProvider CachesOf(PayloadSettings settings) =>
        new ServiceCollection()
            .AddLarder(larder => PayloadMemory.AddCaches(larder, settings))
            .BuildServiceProvider();

    private static PayloadMemory MemoryOf(IServiceProvider caches, PayloadSettings settings) =>
        new(caches.GetRequiredService<CacheManager>(), settings);

    private Task<PayloadAnswer> StoreAsync() => StoreAsync(_service, Sent);

    private static async Task<PayloadAnswer> StoreAsync(PayloadService service, string sent)
    {
        using var input = PayloadText.Read(sent).Input!;
        return await service.StoreAsync(PayloadText.Id(sent), input);
    }

    private static async Task Reached(Func<bool> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < WaitLimit.Default, "It was never reached.");
            await Task.Yield();
        }
    }
}
