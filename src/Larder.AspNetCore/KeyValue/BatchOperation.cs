namespace Larder.AspNetCore.KeyValue;

/// <summary>One operation of a batch, checked.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Key">With which key.</param>
/// <param name="Write">What to write; null when nothing.</param>
internal sealed record BatchOperation(BatchKind Kind, string Key, TextWrite? Write);
