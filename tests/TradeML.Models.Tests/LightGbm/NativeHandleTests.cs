using System.Diagnostics.Metrics;
using NUnit.Framework;
using TradeML.Models.LightGbm;
using TradeML.Models.LightGbm.Native;

namespace TradeML.Models.Tests.LightGbm;

[NonParallelizable]
public sealed class NativeHandleTests
{
    [Test]
    public void Runtime_OnThisMachine_IsFound() =>
        Assert.That(LightGbmRuntime.TryProbe(out var reason), Is.True, reason);

    [Test]
    public void Handles_OfDisposedObjects_AreAllFreed()
    {
        var alive = 0;
        var created = 0;
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => Listen(instrument, self) };
        listener.SetMeasurementEventCallback<int>((_, change, _, _) =>
        {
            alive += change;
            created += Math.Max(0, change);
        });
        listener.Start();
        var parameters = new LightGbmParameters { MinDataInLeaf = 5 };
        var toy = new ToyMatrix(100, 3);
        for (var i = 0; i < 5; i++)
        {
            using var set = LightGbmDataset.FromMatrix(toy.Values, toy.Rows, toy.Columns, parameters);
            set.SetLabels(toy.Labels);
            using var subset = set.Subset([1, 5, 7, 20, 40, 60, 80, 81, 82, 83, 84, 90], parameters);
            using var booster = LightGbmBooster.Create(set, parameters);
            booster.Train(2);
            using var loaded = LightGbmBooster.Load(booster.SaveToText());
        }

        Assert.That(created, Is.EqualTo(20));
        Assert.That(alive, Is.Zero);
    }

    [Test]
    public void Booster_WhoseDatasetWasDisposedFirst_StillTrains()
    {
        var parameters = new LightGbmParameters { MinDataInLeaf = 5 };
        var toy = new ToyMatrix(200, 3);
        var set = LightGbmDataset.FromMatrix(toy.Values, toy.Rows, toy.Columns, parameters);
        set.SetLabels(toy.Labels);
        using var booster = LightGbmBooster.Create(set, parameters);
        set.Dispose();
        Assert.That(booster.Train(5), Is.EqualTo(5));
    }

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == HandleMeter.Name) listener.EnableMeasurementEvents(instrument);
    }
}
