using Larder.Server.Replies;

namespace Larder.Server.Payloads;

/// <summary>One request as the log tells it: when it began, and at which level.</summary>
internal readonly struct PayloadTurn(ILogger log, LogPace pace, TimeProvider time, long started)
{
    private readonly LogLevel _level = pace.TryTake(started) ? LogLevel.Information : LogLevel.Debug;

    /// <summary>Whether a hit will be told, so that nothing is made for a line that will not be written.</summary>
    public bool IsTold => log.IsEnabled(_level);

    public void EnterPost() => log.PostEntered(_level);

    public void LeavePost(string id, bool isHit)
    {
        var level = LevelOf(isHit);
        if (log.IsEnabled(level))
            log.PostLeft(level, id, PayloadReply.Word(isHit), ElapsedMs());
    }

    public void RefusePost(int status)
    {
        if (log.IsEnabled(_level))
            log.PostRefused(_level, status, ElapsedMs());
    }

    public void EnterGet(string id)
    {
        if (log.IsEnabled(_level))
            log.GetEntered(_level, LogText.Of(id));
    }

    public void LeaveGet(string id, bool isHit, int status)
    {
        var level = LevelOf(isHit || status == StatusCodes.Status404NotFound);
        if (log.IsEnabled(level))
            log.GetLeft(level, LogText.Of(id), PayloadReply.Word(isHit), status, ElapsedMs());
    }

    // What the database was asked for comes no faster than it answers, and each of it is worth a line.
    private LogLevel LevelOf(bool isCheap) => isCheap ? _level : LogLevel.Information;

    private double ElapsedMs() => Math.Round(time.GetElapsedTime(started).TotalMilliseconds, 3);
}
