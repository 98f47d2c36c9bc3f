using TradeML.Research.Features;

namespace TradeML.Research.Tests.Features;

public sealed class FeatureSetConfigTests
{
    [Test]
    public void From_Options_SpreadsTheCategoriesAndKeepsTheOrderOfSteps()
    {
        var config = FeatureSetConfig.From("mine", new FeatureSetOptions
        {
            Features = ["ret_1d", "sector_*", "industry_*", "adv_20"],
            Sectors = [new() { Name = "Health Care", Also = ["Healthcare"] }, new() { Name = "Energy" }],
            Industries = [new() { Name = "Oil & Gas (E&P)" }],
            Steps =
            [
                new() { Step = "winsorise", Tail = 0.01 }, new() { Step = "neutralise", By = "sector" },
                new() { Step = "neutralise", By = "size" },
                new() { Step = "neutralise", By = "sector_and_size" }, new() { Step = "rank" },
                new() { Step = "zscore" },
            ],
        });
        Assert.That(config.Name, Is.EqualTo("mine"));
        Assert.That(config.Features,
            Is.EqualTo(new[] { "ret_1d", "sector_health_care", "sector_energy", "industry_oil_gas_e_p", "adv_20" }));
        Assert.That(config.Steps, Is.EqualTo(new[]
        {
            CrossSectionStep.Winsorise(0.01), new CrossSectionStep(CrossSectionKind.NeutraliseSector),
            new CrossSectionStep(CrossSectionKind.NeutraliseSize),
            new CrossSectionStep(CrossSectionKind.NeutraliseSectorAndSize), CrossSectionStep.Rank,
            CrossSectionStep.ZScore,
        }));
        Assert.That(config.Sectors[0].Covers("HEALTHCARE") && config.Sectors[0].Covers("health care"));
        Assert.That(config.Sectors[1].Covers("Healthcare"), Is.False);
    }
}
