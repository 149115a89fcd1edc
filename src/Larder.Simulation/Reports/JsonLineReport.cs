using System.Globalization;

namespace Larder.Simulation.Reports;

/// <summary>A result as one line of JSON, for programs. The members and their order are a promise.</summary>
public static class JsonLineReport
{
    // Four decimals at least, so that columns of a log stay readable; six are a ten-thousandth of a point.
    private const string RateFormat = "0.0000##";

    /// <summary>Writes one result.</summary>
    /// <param name="result">The result.</param>
    /// <returns>A JSON object without a line break.</returns>
    public static string Format(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);

        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"policy\":\"{PolicyName.Of(result.Policy)}\",\"capacity\":{result.Capacity},\"requests\":{result.Requests}," +
            $"\"hits\":{result.Hits},\"hit_rate\":{result.HitRate.ToString(RateFormat, CultureInfo.InvariantCulture)}");

        if (result.Bytes is not { } bytes)
            return line + "}";

        return line + string.Create(
            CultureInfo.InvariantCulture,
            $",\"bytes\":{bytes.Requested},\"hit_bytes\":{bytes.Hit}," +
            $"\"byte_hit_rate\":{bytes.HitRate.ToString(RateFormat, CultureInfo.InvariantCulture)}}}");
    }
}
