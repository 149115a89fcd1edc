namespace Larder.Cli.Load;

/// <summary>How a request ended.</summary>
internal enum Outcome
{
    /// <summary>A put was stored, or a get found its key.</summary>
    Success,

    /// <summary>A get found nothing, which is an answer and no failure.</summary>
    Miss,

    /// <summary>Another status, a broken connection, no answer in time, or an answer that is none.</summary>
    Failure,

    /// <summary>The run was over before the answer came; counted apart, because nobody waited for it.</summary>
    Unfinished,
}
