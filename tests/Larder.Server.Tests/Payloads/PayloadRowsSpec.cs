using Larder.Server.Data;
using Larder.Server.Payloads.Storage;
using Larder.Server.Tests.Data;

namespace Larder.Server.Tests.Payloads;

/// <summary>The payload slice's own statements, on either engine.</summary>
public abstract class PayloadRowsSpec : IAsyncLifetime
{
    private static readonly SqlText Input =
        SqlText.Of("SELECT input_payload FROM cache_payloads WHERE payload_id = @id");

    private TestDatabase _scratch = null!;
    private PayloadRows _rows = null!;

    internal abstract Task<TestDatabase> CreateAsync();

    public async Task InitializeAsync()
    {
        _scratch = await CreateAsync();
        await _scratch.MigrateAsync();
        _rows = new PayloadRows(_scratch.Database);
    }

    public async Task DisposeAsync() => await _scratch.DisposeAsync();

    [Fact]
    public async Task S0_39_what_was_added_is_found_through_another_front_door()
    {
        await _rows.AddAsync(Row("one", """{"output":"É, 😀, \u0000"}"""), default);

        await using var other = _scratch.Open();
        var rows = new PayloadRows(other);

        Assert.True(await rows.ExistsAsync("one", default));
        Assert.Equal("""{"output":"É, 😀, \u0000"}""", await rows.FindOutputAsync("one", default));
        Assert.Equal("input of one", await InputOfAsync("one"));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        Assert.False(await _rows.ExistsAsync("one", default));
        Assert.Null(await _rows.FindOutputAsync("one", default));
        Assert.Empty(await _rows.ListPopularAsync(10, default));
    }

    [Fact]
    public async Task S0_41_a_row_that_is_there_stays_as_it_is()
    {
        await _rows.AddAsync(Row("one", "first"), default);
        await _rows.AddAsync(Row("one", "second"), default);

        Assert.Equal("first", await _rows.FindOutputAsync("one", default));
    }

    [Fact]
    public async Task S0_41_many_who_add_one_row_at_once_add_one()
    {
        var adds = Enumerable.Range(0, 20).Select(_ => Task.Run(() => _rows.AddAsync(Row("one", "output"), default)));

        await Task.WhenAll(adds);

        Assert.Equal(["one"], await _rows.ListPopularAsync(10, default));
    }

    [Fact]
    public async Task S0_42_a_payload_of_many_items_is_kept_whole()
    {
        var output = string.Concat("{\"output\":\"", string.Join(", ", Enumerable.Repeat(new string('Ü', 1000), 2000)), "\"}");

        await _rows.AddAsync(Row("one", output), default);

        Assert.Equal(output, await _rows.FindOutputAsync("one", default));
    }

    [Fact]
    public async Task S0_56_the_newest_are_popular_until_it_was_noted_who_is()
    {
        foreach (var id in new[] { "a", "b", "c" })
            await _rows.AddAsync(Row(id, "output"), default);

        var newest = await _rows.ListPopularAsync(2, default);
        await _rows.NotePopularAsync(["b", "a", "gone"], default);
        await _rows.NotePopularAsync(["c", "a", "b"], default);
        var popular = await _rows.ListPopularAsync(2, default);

        Assert.Equal(["c", "b"], newest);
        Assert.Equal(["c", "a"], popular);
    }

    private static PayloadRow Row(string id, string output) => new(id, $"input of {id}", output);

    private Task<string?> InputOfAsync(string id) =>
        _scratch.Database.FindAsync(Input.With(("id", id)), row => row.GetString(0), default);
}
