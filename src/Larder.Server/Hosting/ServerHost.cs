using System.Net.Sockets;
using Larder.AspNetCore;
using Larder.Server.Configuration;
using Larder.Server.Data;
using Larder.Server.Documentation;
using Larder.Server.Modules;
using Larder.Server.Security;
using Microsoft.Extensions.Options;

namespace Larder.Server.Hosting;

/// <summary>Puts the modules together, starts them, and turns what can go wrong at start into one line.</summary>
internal static class ServerHost
{
    public const int ExitStopped = 0;
    public const int ExitRefused = 1;
    public const int ExitWrongUsage = 2;
    public const int ExitCutShort = 3;

    /// <summary>Runs until Ctrl-C or SIGTERM and returns the exit code of the process.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        try
        {
            if (arguments is [MigrateCommand.Verb, .. var rest])
                return await MigrateCommand.RunAsync(rest, output, errors);
            if (arguments is [KeygenCommand.Verb, .. var options])
                return await KeygenCommand.RunAsync(options, output, errors);
            if (arguments is [var word, ..] && IsVerb(word))
            {
                await errors.WriteLineAsync(
                    $"larder: there is no verb '{word}'. Known are {MigrateCommand.Verb} and {KeygenCommand.Verb}; "
                    + "without one the server starts.");
                return ExitWrongUsage;
            }

            var log = new StartUpLog();
            await using var app = Build(arguments, log);
            await StartAsync(app);
            log.Started();

            var limits = app.Services.GetRequiredService<ServerSettings>().Limits;
            using var drain = new Drain(app, limits, app.Services.GetRequiredService<TimeProvider>());
            await output.WriteLineAsync(StartedText(app.Urls));
            if (!await drain.RunAsync())
            {
                await errors.WriteLineAsync(
                    "larder: stopped before all requests had finished: a second signal came, or "
                    + $"{KnownSettings.DrainTimeout.Key} ({limits.DrainTimeout.TotalSeconds} seconds) was over.");
                return ExitCutShort;
            }

            await output.WriteLineAsync("Larder has stopped.");
            return ExitStopped;
        }
        catch (StartRefusedException refusal)
        {
            await errors.WriteLineAsync($"larder: {refusal.Message}");
            return ExitRefused;
        }
        catch (OperationCanceledException)
        {
            // Told to stop while it was still starting, for example while it waited for the database.
            await output.WriteLineAsync("Larder has stopped.");
            return ExitStopped;
        }
    }

    /// <summary>Builds the whole server without starting it.</summary>
    public static WebApplication Build(string[] arguments, StartUpLog log)
    {
        var builder = CreateBuilder(arguments);
        var faults = new StartFaults();
        DotEnvFile.AddTo(builder.Configuration, Directory.GetCurrentDirectory(), faults);
        Exposure.RootCertificate(builder.Configuration);
        var addresses = faults.Collect(() => ServerAddresses.Read(builder.Configuration, arguments)) ?? [];
        var settings = ServerSettings.Read(builder.Configuration, faults);
        var all = ModuleTable.Create();
        foreach (var module in all)
            module.Read(builder.Configuration, faults);
        all.OfType<SecurityModule>().Single().Judge(addresses, builder.Configuration, faults);
        var modules = faults.Collect(() => ModuleSet.Choose(builder.Configuration, all)) ?? [];
        faults.ThrowIfAny();

        builder.WebHost.UseUrls([.. addresses.Select(address => address.ToString())]);
        builder.WebHost.ConfigureKestrel(settings.Limits.ApplyTo);
        if (Exposure.HasTls(addresses))
            builder.WebHost.UseKestrelHttpsConfiguration();

        // The drain has a limit of its own, which comes first; this one holds where the server is stopped without it.
        builder.Services.Configure<HostOptions>(
            host => host.ShutdownTimeout = settings.Limits.DrainTimeout + TimeSpan.FromSeconds(5));
        if (settings.LogLevel is { } level)
            LeastLogLevel.Apply(builder.Configuration, level);
        log.AddTo(builder.Logging);
        LogFormat.AddTo(builder);
        builder.Services.AddSingleton(settings);
        builder.Services.AddDatabase(settings.Database);
        builder.Services.AddSingleton(new BodyBudget(settings.Limits.LargeBodyBytes));
        builder.Services.AddCors();
        builder.Services.AddSingleton(modules);
        builder.Services.AddSingleton(_ => new ApiDocument(settings.ProjectName, modules));
        foreach (var module in modules)
            module.AddServices(builder.Services);

        var app = builder.Build();
        UsePipeline(app, modules, settings);
        foreach (var module in modules)
            module.MapEndpoints(app);
        return app;
    }

    // Options begin with a dash or a slash, or have an equals sign in them. Whoever mistypes a verb wants no server instead.
    private static bool IsVerb(string word) =>
        word.Length > 0 && word[0] is not ('-' or '/') && !word.Contains('=', StringComparison.Ordinal);

    /// <summary>What stands before the endpoints, from the outside in.</summary>
    private static void UsePipeline(
        WebApplication app, IReadOnlyList<ServerModule> modules, ServerSettings settings)
    {
        // Hits are answered first: everything below costs as much as they do.
        foreach (var module in modules)
            module.UseFirst(app);

        app.UseSeedHeaders(settings.CorsOrigins);
        app.UseErrorBodies();
        app.UseUnforeseenErrors();
        foreach (var module in modules)
            module.UseBeforeRouting(app);

        // Said aloud, because it would otherwise be put in front of all the others.
        app.UseRouting();
    }

    private static WebApplicationBuilder CreateBuilder(string[] arguments)
    {
        try
        {
            // The folder of the program, not the current one: a run must not depend on where it was started from.
            var options = new WebApplicationOptions
            {
                Args = arguments,
                ApplicationName = typeof(ServerHost).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            };
            return WebApplication.CreateSlimBuilder(options);
        }
        catch (FormatException fault)
        {
            throw new StartRefusedException($"The options cannot be read. {fault.Message}", fault);
        }
    }

    private static async Task StartAsync(WebApplication app)
    {
        // Kestrel replaces the list by what it has bound, so it is read before.
        var asked = app.Configuration[WebHostDefaults.ServerUrlsKey]!.Split(';');
        try
        {
            await app.StartAsync();
        }
        catch (OptionsValidationException fault)
        {
            throw new StartRefusedException(string.Join(' ', fault.Failures), fault);
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            throw new StartRefusedException(BindingFaultText(fault, asked), fault);
        }
    }

    private static string BindingFaultText(Exception fault, IReadOnlyList<string> asked)
    {
        const string Remedy = "or choose another address, for example ./larder run --urls http://localhost:8001.";

        // A star for every address is no host that Uri accepts.
        var port = asked.Select(url => new Uri(url.Replace('*', '0')).Port)
            .FirstOrDefault(port => fault.Message.Contains($":{port}:", StringComparison.Ordinal));
        if (fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
            return $"Port {port} is already in use. Stop the program that uses it, {Remedy}";

        var reason = fault.GetBaseException().Message;
        return $"Larder could not listen on {string.Join(" and ", asked)}: {reason}. Free the address, {Remedy}";
    }

    private static string StartedText(IEnumerable<string> urls)
    {
        var lines = urls.Select(url => $"  {url}");
        return $"""
            Larder {ProductVersion.Text} listens on
            {string.Join(Environment.NewLine, lines)}
            Press Ctrl-C to stop.
            """;
    }
}
