using Larder.AspNetCore.Security;
using Larder.Server.Configuration;
using Larder.Server.Security;
using Larder.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Larder.Server.Tests.Security;

public sealed class KeyWatchSpec
{
    [Theory]
    [InlineData("b read,c read", 2)] // another file than the one that was read
    [InlineData("", 0)]              // an empty one lets nobody in
    public async Task What_was_changed_between_reading_the_settings_and_the_start_holds(string lines, int count)
    {
        using var scene = new Scene();
        scene.Write(lines);

        await scene.Watch.StartAsync(CancellationToken.None);

        Assert.Equal(count, scene.Keys.Count);
        Assert.True(scene.Keys.IsRequired);
    }

    [Fact]
    public async Task A_fault_of_that_time_leaves_the_keys_and_is_looked_at_again()
    {
        using var scene = new Scene();
        scene.WriteText("nonsense");
        await scene.Watch.StartAsync(CancellationToken.None);
        var kept = scene.Keys.Count;

        scene.Write("b read,c read");
        scene.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((1, 2), (kept, scene.Keys.Count));
    }

    /// <summary>A server whose settings were read while the file had one key, and which has not started yet.</summary>
    private sealed class Scene : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("larder-keys-");

        public Scene()
        {
            Write("a read");
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection([new("Larder:Security:KeyFile", Path)])
                .Build();
            var settings = SecuritySettings.Read(configuration, new StartFaults());
            Keys = new AccessKeys(settings.Keys, isRequired: true);
            Watch = new KeyWatch(settings, Keys, configuration, Clock, NullLogger<KeyWatch>.Instance);
        }

        public ManualClock Clock { get; } = new();

        public AccessKeys Keys { get; }

        public KeyWatch Watch { get; }

        private string Path => System.IO.Path.Combine(_folder.FullName, "keys");

        public void Write(string keys) => WriteText(string.Join('\n', keys
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(key => TestKeys.Line(key.Split(' ')[0], key.Split(' ')[1]))));

        public void WriteText(string text) => File.WriteAllText(Path, text);

        public void Dispose()
        {
            Watch.Dispose();
            _folder.Delete(recursive: true);
        }
    }
}
