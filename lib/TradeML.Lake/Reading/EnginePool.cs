namespace TradeML.Lake.Reading;

/// <summary>
/// Keeps one engine of a lake warm between sessions; sessions side by side have one each. Safe for several threads at
/// once.
/// </summary>
internal sealed class EnginePool(string temporaryFolder, DataLakeOptions options) : IDisposable
{
    private DuckEngine? idle;
    private volatile bool closed;

    public DuckEngine Take() => Interlocked.Exchange(ref idle, null) ?? new DuckEngine(temporaryFolder, options);

    public void Return(DuckEngine engine)
    {
        if (closed || Interlocked.CompareExchange(ref idle, engine, null) is not null) engine.Dispose();
        else if (closed) Release(); // the lake was closed meanwhile
    }

    /// <summary>Gives back what the idle engine holds.</summary>
    public void Release() => Interlocked.Exchange(ref idle, null)?.Dispose();

    public void Dispose()
    {
        closed = true;
        Release();
    }
}
