namespace Larder;

/// <summary>Hears what happens in the caches of one manager. Nothing of it happens on a hit.</summary>
internal interface ICacheListener
{
    /// <summary>The run of a factory has ended. Called with no lock held; what it throws is the listener's own fault.</summary>
    void OnLoad(string cache, TimeSpan took, LoadResult result);
}
