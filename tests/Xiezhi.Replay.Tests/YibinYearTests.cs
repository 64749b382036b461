
namespace Xiezhi.Replay.Tests;

/// <summary>The workload of 2023 as the repository holds it.</summary>
public sealed class YibinYearTests
{
    [Fact]
    public void The_file_is_without_a_mistake() => Assert.NotEmpty(House.Year.Procedures);

    [Fact]
    public void Every_life_is_one_that_the_law_lets_happen()
    {
        var played = Sample.Value;

        Assert.All(played, c => Assert.NotEmpty(c.Entries));
    }

    [Fact]
    public void Cases_close_where_their_group_says()
    {
        var (first, last) = (new DateOnly(House.Year.Year, 1, 1), new DateOnly(House.Year.Year, 12, 31));
        foreach (var life in Sample.Value.GroupBy(c => (c.Plan.Edition.Procedure, c.Plan.Life)))
        {
            var expected = ScaledCohorts(life.Key.Procedure, life.Key.Life);
            var within = life.Count(c => c.OpenedOn >= first && c.ClosedOn is { } closed && closed <= last);
            var into = life.Count(c => c.OpenedOn < first && c.ClosedOn is { } closed && closed >= first && closed <= last);
            var outOf = life.Count(c => c.OpenedOn >= first && (c.ClosedOn is not { } closed || closed > last));

            Assert.True((within, into, outOf) == expected, $"{life.Key}: {(within, into, outOf)} instead of {expected}");
        }
    }

    internal const double SampleScale = 0.004;

    /// <summary>Every life, at a small scale, through the law to the end of the replay.</summary>
    internal static Lazy<IReadOnlyList<PlayedCase>> Sample { get; } = new(() =>
    {
        var replayer = new Replayer(House.Year, House.Book, seed: 7, SampleScale);
        var played = new List<PlayedCase>();
        for (var plan = 0L; plan < replayer.Plans; plan++) { played.Add(Casebook.Play(replayer, plan, House.Book, House.Year.Until.Day)); }
        return played;
    });

    private static (int Within, int Into, int OutOf) ScaledCohorts(string procedure, string name)
    {
        var load = House.Year.Loads.Single(l => l.Procedure == procedure);
        var life = load.Lives.Single(l => l.Id == name);
        int Of(Lives.Crossing crossing) => life.Cohorts.Where(c => c.Crossing == crossing)
            .Sum(c => load.Opened > Replayer.ThinnedAbove ? Math.Max(1, (int)Math.Round(c.Cases * SampleScale, MidpointRounding.AwayFromZero)) : c.Cases);
        return (Of(Lives.Crossing.Within), Of(Lives.Crossing.Into), Of(Lives.Crossing.OutOf));
    }
}
