namespace Larder.Testing.Tests;

public sealed class SeededRandomSpec
{
    [Fact]
    public void The_same_seed_draws_the_same_numbers()
    {
        var first = new SeededRandom(42);
        var second = new SeededRandom(42);

        var drawn = Draw(first);

        Assert.Equal(drawn, Draw(second));
        Assert.Equal(42, first.Seed);
    }

    [Fact]
    public void A_fork_depends_on_seed_and_index_alone()
    {
        var fresh = new SeededRandom(42);
        var used = new SeededRandom(42);
        Draw(used);

        var fork = Draw(fresh.Fork(3));

        Assert.Equal(fork, Draw(used.Fork(3)));
    }

    [Fact]
    public void Forks_differ_from_one_another_and_from_their_origin()
    {
        var random = new SeededRandom(42);

        var seeds = Enumerable.Range(0, 100).Select(index => random.Fork(index).Seed).Append(random.Seed);

        Assert.Equal(101, seeds.Distinct().Count());
    }

    [Fact]
    public void A_failure_tells_the_seed_and_how_to_run_it_again()
    {
        var printed = new List<string>();
        var seed = 0;

        var failure = Assert.Throws<TestFailedException>(() => SeededRandom.Run(
            random =>
            {
                seed = random.Seed;
                throw new InvalidOperationException("the reason");
            },
            printed.Add,
            "Some_test"));

        Assert.Contains($"Some_test failed with seed {seed}.", failure.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"LARDER_TEST_SEED={seed} dotnet test -c Release --filter Some_test",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Contains("the reason", failure.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(failure.InnerException);
        Assert.Contains($"seed {seed}", Assert.Single(printed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asynchronous_failure_tells_the_seed_under_the_name_of_the_test()
    {
        var failure = await Assert.ThrowsAsync<TestFailedException>(() => SeededRandom.RunAsync(async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("late");
        }));

        Assert.StartsWith(
            nameof(An_asynchronous_failure_tells_the_seed_under_the_name_of_the_test) + " failed with seed ",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_that_passes_prints_nothing()
    {
        var printed = new List<string>();
        var ran = 0;

        SeededRandom.Run(_ => ran++, printed.Add);

        Assert.Equal(1, ran);
        Assert.Empty(printed);
    }

    [Fact]
    public void The_seed_of_the_environment_is_taken()
    {
        Assert.Equal(1234, SeededRandom.ParseSeed("1234"));
    }

    [Fact]
    public void Without_a_seed_in_the_environment_each_run_has_its_own()
    {
        Assert.NotEqual(SeededRandom.ParseSeed(null), SeededRandom.ParseSeed(""));
    }

    [Fact]
    public void A_seed_that_is_no_number_is_refused_with_a_sentence()
    {
        var refusal = Assert.Throws<TestFailedException>(() => SeededRandom.ParseSeed("soup"));

        Assert.Equal("LARDER_TEST_SEED must be a whole number of 32 bits, but was 'soup'.", refusal.Message);
    }

    private static int[] Draw(Random random) => [.. Enumerable.Range(0, 20).Select(_ => random.Next())];
}
