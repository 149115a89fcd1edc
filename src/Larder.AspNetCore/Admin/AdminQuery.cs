using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Admin;

/// <summary>Reads the query of a request; what is wrong is told by the name of the parameter.</summary>
internal static class AdminQuery
{
    internal static string? Text(HttpContext context, string name)
    {
        var values = context.Request.Query[name];
        return values.Count <= 1
            ? (string?)values
            : throw new AdminFaultException(StatusCodes.Status400BadRequest, $"The parameter {name} is there more than once.");
    }

    internal static string Needed(HttpContext context, string name) =>
        Text(context, name)
        ?? throw new AdminFaultException(StatusCodes.Status400BadRequest, $"The parameter {name} is needed.");

    internal static long Number(HttpContext context, string name, long standard, long least, long most)
    {
        if (Text(context, name) is not { } text)
            return standard;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;

        throw new AdminFaultException(
            StatusCodes.Status400BadRequest, $"The parameter {name} must be a whole number from {least} to {most}.");
    }

    internal static bool Flag(HttpContext context, string name) => Text(context, name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw new AdminFaultException(StatusCodes.Status400BadRequest, $"The parameter {name} must be true or false."),
    };
}
