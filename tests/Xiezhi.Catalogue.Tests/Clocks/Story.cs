using System.Collections.Frozen;
using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Tests.Clocks;

/// <summary>A case of a made-up procedure on its way, told act by act by one party and one office.</summary>
internal sealed class Story
{
    private static readonly Lazy<LawBook> Trial = new(() => CatalogueReader.Read(House.Trial).Sound());
    private readonly List<Entry> entries = [];

    public Story(string procedure, Func<Edition, Edition>? with = null, Func<Organ, Organ>? office = null)
    {
        var edition = Trial.Value.EditionsOf($"disputes/{procedure}")[0];
        Edition = with?.Invoke(edition) ?? edition;
        var posts = new Dictionary<string, int> { ["head"] = 1 }.ToFrozenDictionary();
        var organ = new Organ(1, "office", new Title("某局", "Office"), "city", 0, "", new[] { "complaints" }.ToFrozenSet(), 9, posts)
        {
            PostRanges = new Dictionary<string, (int First, int Last)> { ["head"] = (1, 1) }.ToFrozenDictionary(),
        };
        City = City.Nowhere with { Organs = [office?.Invoke(organ) ?? organ] };
    }

    public static WorkingCalendar Calendar => Trial.Value.Calendar;
    public Edition Edition { get; }
    public City City { get; }
    public CaseState Case { get; private set; } = null!;
    public IReadOnlyList<Entry> Entries => entries;

    /// <summary>Has an act done and gives the entries that came of it.</summary>
    public ImmutableArray<Entry> Do(string act, string when, params (string Fact, DateOnly Day)[] days)
    {
        var done = Assert.IsType<Decision.Accepted>(Try(act, when, days));
        Take(done);
        return done.Entries;
    }

    public Decision Try(string act, string when, params (string Fact, DateOnly Day)[] days)
    {
        Assert.True(Moment.TryParse(when, out var moment));
        var found = Edition.FindAct(act)!;
        var by = Edition.Roles[found.By[0]].Kind == RoleKind.Party ? Actor.OfParty(7) : Actor.OfOrgan(1, 2);
        var request = new ActRequest
        {
            Subject = found.Index, When = moment, Today = moment.Day, By = by, Documents = found.Documents,
            Facts = [.. days.Select(d => new FactValue(Edition.FindFact(d.Fact)!.Index, d.Day.DayNumber)), .. found.Takes.Where(f => Edition.Facts[f].Kind == FactKind.Code).Select(f => new FactValue(f, 0))],
            Names = [.. found.Names.Select(role => new Naming(role, 7))],
            Approvals = [new Approval(Actor.OfOrgan(1, 1), moment.Day)],
            Outcome = found.Closes.Length > 0 ? found.Closes[0] : -1,
        };
        return Decide.On(Edition, Case, request, Calendar, City);
    }

    /// <summary>As <see cref="Do"/>; false when the law refuses it.</summary>
    public bool TryDo(string act, string when) => Take(Try(act, when));

    /// <summary>Serves the document on its only receiver; false when the law refuses it.</summary>
    public bool TryServe(string document, string when)
    {
        Assert.True(Moment.TryParse(when, out var moment));
        return Take(Decide.On(Edition, Case, new ActRequest { Kind = EntryKind.Serve, Subject = Edition.FindDocument(document)!.Index, When = moment, Today = moment.Day, By = Actor.OfOrgan(1) }, Calendar, City));
    }

    /// <summary>The case as a store gives it back.</summary>
    public void GoThroughTheStore()
    {
        var bytes = new byte[16 * 1024];
        Case = CaseCodec.Read(Edition, bytes.AsSpan(0, CaseCodec.Write(Case, bytes)));
    }

    private bool Take(Decision decision)
    {
        if (decision is not Decision.Accepted accepted) { return false; }
        Case = accepted.Case;
        entries.AddRange(accepted.Entries);
        return true;
    }

    /// <summary>Lets time pass.</summary>
    public ImmutableArray<Entry> Wait(string until)
    {
        Assert.True(Moment.TryParse(until, out var moment));
        var swept = Decide.Sweep(Case, moment, Calendar, City);
        Case = swept.Case;
        entries.AddRange(swept.Entries);
        return swept.Entries;
    }

    public Clock Clock(string limit)
    {
        var index = Edition.FindLimit(limit)!.Index;
        return Case.Clocks.ToArray().Last(c => c.Limit == index);
    }

    /// <summary>As a scenario writes it: the day, and the minute where the clock has one.</summary>
    public string Due(string limit) => Clock(limit) is var clock && clock.DueKnown ? new Moment(clock.Rolled, clock.DueMinute).ToString() : "open";
}
