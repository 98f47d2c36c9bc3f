using TradeML.Cli;

return await AtaApp.RunAsync(args, InvokedName.OfThisProcess(), AtaHost.ForProcess(), CancellationToken.None);
