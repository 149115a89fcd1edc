var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();

app.MapGet("/health", () => Results.Json(new Dictionary<string, string> { ["message"] = "Application's health is good." }));

app.Run();
