using Larder.Server.Hosting;

return await ServerHost.RunAsync(args, Console.Out, Console.Error);
