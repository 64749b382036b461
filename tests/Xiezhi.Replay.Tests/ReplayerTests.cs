namespace Xiezhi.Replay.Tests;

/// <summary>The generator: what follows from the seed, and what does not depend on it.</summary>
public sealed class ReplayerTests
{
    private const double Scale = 0.002;

    [Fact]
    public void The_same_seed_gives_the_same_acts()
    {
        Assert.Equal(Fingerprint(Make(seed: 3)), Fingerprint(Make(seed: 3)));
    }

    [Fact]
    public void Another_seed_gives_other_acts_in_the_same_numbers()
    {
        var (one, other) = (Make(seed: 3), Make(seed: 4));

        Assert.NotEqual(Fingerprint(one), Fingerprint(other));
        Assert.Equal(one.Plans, other.Plans);
        Assert.Equal(LivesOf(one), LivesOf(other));
    }

    [Fact]
    public void The_weeks_hold_all_acts_of_all_plans_in_order()
    {
        var replayer = Make(seed: 3);
        var inWeeks = Enumerable.Range(0, replayer.Weeks).SelectMany(w => replayer.Week(w)).ToList();
        var byPlan = inWeeks.GroupBy(a => a.Plan).ToDictionary(g => g.Key, g => g.ToList());

        Assert.Equal(inWeeks.OrderBy(a => a.When).ThenBy(a => a.Plan).ThenBy(a => a.Step).Select(a => (a.Plan, a.Step)), inWeeks.Select(a => (a.Plan, a.Step)));
        Assert.Equal(replayer.Plans, byPlan.Count);
        foreach (var (plan, acts) in byPlan)
        {
            Assert.Equal(replayer.Acts(plan).Select(a => (a.Step, a.When, a.Last)), acts.Select(a => (a.Step, a.When, a.Last)));
            Assert.Equal(0, acts[0].Step);
            Assert.True(acts[^1].Last);
            Assert.DoesNotContain(acts.SkipLast(1), a => a.Last);
        }
    }

    [Fact]
    public void A_week_can_be_asked_for_without_those_before_it()
    {
        var whole = Make(seed: 3);
        for (var week = 0; week < 60; week++) { _ = whole.Week(week).Count; }

        Assert.Equal(whole.Week(60).Select(Text), Make(seed: 3).Week(60).Select(Text));
    }

    [Fact]
    public void Nothing_happens_from_the_end_of_the_replay_on()
    {
        var replayer = Make(seed: 3);

        Assert.All(replayer.Week(replayer.Weeks - 1), a => Assert.True(a.When < House.Year.Until));
    }

    [Fact]
    public void Organs_act_in_office_hours_unless_the_workload_gives_them_others()
    {
        var replayer = Make(seed: 5);
        var office = House.Book.City.Hours;
        for (var plan = 0L; plan < replayer.Plans; plan++)
        {
            var load = House.Year.Loads.Single(l => l.Procedure == replayer.Case(plan).Edition.Procedure);
            var life = load.Lives.Single(l => l.Id == replayer.Case(plan).Life);
            foreach (var act in replayer.Acts(plan).Where(a => !a.Opens))
            {
                if (act.Request.By.Organ == 0 || !life.Steps[act.Step].Hours.IsOffice) { continue; }
                Assert.True(House.Book.Calendar.IsWorking(act.When.Day), $"{load.Procedure} {life.Id} step {act.Step} on {act.When}");
                Assert.Contains(office.Sessions, s => act.When.Minute >= s.Opens && act.When.Minute < s.Closes);
            }
        }
    }

    [Fact]
    public void Only_procedures_with_many_cases_are_thinned()
    {
        var replayer = Make(seed: 3);
        var cases = CasesOf(replayer);

        foreach (var load in House.Year.Loads)
        {
            var whole = load.Lives.Sum(l => l.Cohorts.Sum(c => c.Cases));
            if (load.Opened <= Replayer.ThinnedAbove) { Assert.Equal(whole, cases[load.Procedure]); }
            else { Assert.InRange(cases[load.Procedure], whole * Scale * 0.95, (whole * Scale * 1.1) + 40); }
        }
    }

    [Theory]
    [InlineData(0.00001)]
    [InlineData(0.0007)]
    [InlineData(0.03)]
    public void Any_scale_and_seed_can_be_dealt(double scale)
    {
        for (var seed = 0UL; seed < 5; seed++)
        {
            var replayer = new Replayer(House.Year, House.Book, seed, scale);
            Assert.Equal(House.Year.Loads.Sum(l => l.Lives.Length), LivesOf(replayer).Count);
        }
    }

    [Fact]
    public void A_person_keeps_his_name_and_nobody_has_a_right_checksum()
    {
        var replayer = Make(seed: 3);
        var parties = Enumerable.Range(0, (int)replayer.Plans).SelectMany(p => replayer.Case(p).Parties).ToList();

        Assert.All(parties.GroupBy(p => p.Number), g => Assert.Single(g.Select(p => p with { Role = 0 }).Distinct()));
        Assert.All(parties, p => Assert.NotEqual(RightCheck(p.IdentityNumber), p.IdentityNumber[17]));
        Assert.All(parties, p => Assert.Equal(11, p.Telephone.Length));
    }

    private static Replayer Make(ulong seed) => new(House.Year, House.Book, seed, Scale);

    private static string Text(PlannedAct act) =>
        $"{act.Plan} {act.Step} {act.When} {act.Request.Subject} {act.Request.By} {act.Request.Outcome} "
        + $"{string.Join(',', act.Request.Facts)} {string.Join(',', act.Request.Names)}";

    private static string Fingerprint(Replayer replayer) =>
        string.Join('\n', Enumerable.Range(20, 40).SelectMany(w => replayer.Week(w).Take(40)).Select(Text));

    private static Dictionary<string, int> LivesOf(Replayer replayer) =>
        Enumerable.Range(0, (int)replayer.Plans).Select(p => replayer.Case(p)).GroupBy(c => $"{c.Edition.Procedure} {c.Life}")
            .OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Count());

    private static Dictionary<string, int> CasesOf(Replayer replayer) =>
        Enumerable.Range(0, (int)replayer.Plans).GroupBy(p => replayer.Case(p).Edition.Procedure).ToDictionary(g => g.Key, g => g.Count());

    private static char RightCheck(string number)
    {
        const string letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        ReadOnlySpan<int> person = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        ReadOnlySpan<int> organisation = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        var isPerson = number.Take(17).All(char.IsAsciiDigit) && !number.StartsWith('9');
        var sum = 0;
        for (var i = 0; i < 17; i++) { sum += letters.IndexOf(number[i]) * (isPerson ? person[i] : organisation[i]); }
        return isPerson ? "10X98765432"[sum % 11] : letters[(31 - (sum % 31)) % 31];
    }
}
