using System.Text;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Models.EquitiesXs;
using TradeML.Models.Training;

namespace TradeML.Models.Tests.EquitiesXs;

public sealed class EquitiesXsArtifactsTests
{
    private readonly ToyMarket market = new();

    [Test]
    public void Model_WrittenAndRead_ScoresTheSameBits()
    {
        var model = Train(seed: 1);
        var files = EquitiesXsArtifacts.Write(model);
        var read = EquitiesXsArtifacts.Read(Reader(files));
        Assert.That(files.Select(file => file.Name),
            Is.EqualTo(new[] { "model.txt", "feature_list.json", "training_cfg.json" }));
        Assert.That(Score(read), Is.EqualTo(Score(model)));
        Assert.That(Bytes(EquitiesXsArtifacts.Write(read)), Is.EqualTo(Bytes(files)),
            "what is read writes itself again");
        Assert.That(read.Training.LastSession, Is.EqualTo(market.Sessions[^(ToyMarket.Horizon + 1)]),
            "the last session with a label");
    }

    [Test]
    public void Artifacts_OfTheSameSeed_AreTheSameBytesOnOneThreadOrTwo()
    {
        var one = Bytes(EquitiesXsArtifacts.Write(Train(seed: 3, threads: 1)));
        Assert.That(Bytes(EquitiesXsArtifacts.Write(Train(seed: 3, threads: 2))), Is.EqualTo(one));
        Assert.That(Bytes(EquitiesXsArtifacts.Write(Train(seed: 4, threads: 1))), Is.Not.EqualTo(one));
    }

    [Test]
    public void Files_OfTwoModels_AreRefused()
    {
        var mine = EquitiesXsArtifacts.Write(Train(seed: 1));
        var other = EquitiesXsArtifacts.Write(Train(seed: 2));
        var error = Assert
            .Throws<TradeMLException>(() => EquitiesXsArtifacts.Read(Reader([mine[0], other[1], mine[2]])));
        Assert.That(error!.Place, Is.EqualTo("feature_list.json"));
    }

    [TestCase("{}")] // nothing in it
    [TestCase("not json")]
    [TestCase("""{"model":"equities_xs","model_sha256":"0","features":[],"more":1}""")] // unknown key
    public void FeatureList_Malformed_IsRefused(string text)
    {
        var mine = EquitiesXsArtifacts.Write(Train(seed: 1));
        Assert.That(
            () =>
                EquitiesXsArtifacts.Read(
                    Reader([mine[0], new("feature_list.json", Encoding.UTF8.GetBytes(text)), mine[2]])),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("feature_list.json"));
    }

    [TestCase("feat_noise,feat_signal,feat_own", "feature 1 is feat_noise")] // another order
    [TestCase("feat_signal,feat_noise", "2 features")] // one is missing
    [TestCase("feat_signal,feat_noise,feat_new", "feature 3 is feat_new")] // another one
    public void Score_WithAnotherFeatureList_IsRefused(string names, string reason)
    {
        var given = names.Split(',');
        var error = Assert.Throws<TradeMLException>(() => Train(seed: 1).Score(given, new float[given.Length], 1));
        Assert.That(error!.Message, Does.Contain(reason));
    }

    private static Func<string, ReadOnlyMemory<byte>> Reader(IReadOnlyList<ArtifactFile> files) =>
        name => files.Single(file => file.Name == name).Content;

    private static List<byte[]> Bytes(IReadOnlyList<ArtifactFile> files) =>
        [.. files.Select(file => file.Content.ToArray())];

    private double[] Score(EquitiesXsModel model) => model.Score(ToyMarket.Names, market.Features, market.Day.Length);

    private EquitiesXsModel Train(int seed, int threads = 1) =>
        EquitiesXsTrainer.TrainFinal(market.Sample, ToyMarket.Config(), ToyMarket.Small, seed, threads);
}
